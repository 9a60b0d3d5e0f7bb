package dev.rein.agent;

import dev.rein.agent.account.HostTable;
import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.PolicyEngine;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.api.IoRefusedException;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import dev.rein.hook.HookHandler;
import dev.rein.hook.HttpStep;
import dev.rein.hook.Operation;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns intercepted calls into charges of the accounts that pay for them. Called on every thread of
 * the host.
 */
final class HostHandler extends HookHandler {
  private static final Resource[][] CHARGED = charged();

  private final PolicyEngine engine;
  private final Accounts accounts;
  private final LiveProcesses processes = new LiveProcesses();
  private final HostTable hosts;
  private final ProcessRecords records = new ProcessRecords();
  private final AgentRuntime runtime;
  private final HttpExchanges exchanges;
  private volatile RecognisedAgents recognised = new RecognisedAgents(List.of());

  HostHandler(PolicyEngine engine, Accounts accounts, HostTable hosts, AgentRuntime runtime) {
    this.engine = engine;
    this.accounts = accounts;
    this.hosts = hosts;
    this.runtime = runtime;
    this.exchanges = new HttpExchanges(new ChargedExchanges());
  }

  /** From now on agents are recognised by these. */
  void recognise(RecognisedAgents agents) {
    recognised = agents;
  }

  private static Resource[][] charged() {
    Resource[][] charged = new Resource[Operation.values().length][];
    for (Operation operation : Operation.values()) {
      charged[operation.ordinal()] = chargedFor(operation);
    }
    return charged;
  }

  private static Resource[] chargedFor(Operation operation) {
    Resource accessed = Resource.FILES_ACCESSED;
    Resource read = Resource.FILES_READ;
    Resource written = Resource.FILES_WRITTEN;
    Resource modified = Resource.FILES_MODIFIED;
    Resource open = Resource.FILES_OPEN;
    return switch (operation) {
      case FILE_READ -> of(read, accessed, open);
      case FILE_WRITE -> of(written, accessed, open);
      case FILE_MODIFY -> of(written, modified, accessed, open);
      case FILE_UPDATE -> of(read, written, modified, accessed, open);
      case FILE_CLOSE -> of(open);
      case FILE_CREATE -> of(written, accessed);
      case FILE_COPY -> of(read, written, accessed);
      case FILE_MOVE -> of(modified, accessed);
      case FILE_DELETE -> of(Resource.FILES_DELETED, accessed);
      case FILE_LIST -> of(read, accessed);
      case FILE_ATTRIBUTES -> of(modified, accessed);
      case NET_CONNECT -> of(Resource.NET_CONNECTS);
      case DNS_LOOKUP -> of(Resource.DNS_LOOKUPS);
      case HTTP_REQUEST -> of(Resource.HTTP_REQUESTS, Resource.HTTP_IN_FLIGHT);
      case HTTP_ANSWER -> of(Resource.HTTP_IN_FLIGHT);
      case PROCESS_SPAWN -> of(Resource.PROCESSES_SPAWNED, Resource.PROCESSES_LIVE);
      case THREAD_START -> of(Resource.THREADS_STARTED, Resource.THREADS_LIVE);
      case VIRTUAL_THREAD_START ->
          of(Resource.THREADS_VIRTUAL_STARTED, Resource.THREADS_VIRTUAL_LIVE);
      case AGENT, PROCESS_DESTROY, PROCESS_KILL, NATIVE_LOAD, TRANSFER -> of();
    };
  }

  private static Resource[] of(Resource... resources) {
    return resources;
  }

  @Override
  public Object agent(@Nullable Object parent, String name) {
    return accounts.agent(parent, name);
  }

  @Override
  public Object beginAgent(@Nullable Object parent, String name) {
    return accounts.agent(parent, name);
  }

  @Override
  public void endAgent(Object account) {}

  @Override
  public @Nullable String agentOfMethod(String method) {
    return recognised.ofMethod(method);
  }

  @Override
  public @Nullable String agentOfThread(String threadName) {
    return recognised.ofThread(threadName);
  }

  @Override
  public @Nullable Object api(Object[] call, @Nullable Object account) {
    return null;
  }

  @Override
  public @Nullable Refusal before(
      Operation operation, @Nullable Object target, @Nullable Object account) {
    if (CHARGED[operation.ordinal()].length == 0) {
      return null;
    }
    AccountLimits limits = accounts.of(account);
    if (operation == Operation.PROCESS_SPAWN) {
      pruneProcesses(runtime::record);
    } else if (operation == Operation.HTTP_REQUEST) {
      // Known only after the answer, so a limit on them is held by the next request.
      Refusal refusal = engine.ask(limits, Resource.HTTP_ERRORS);
      if (refusal == null) {
        refusal = engine.ask(limits, Resource.HTTP_RATE_LIMITED);
      }
      if (refusal != null) {
        return refusal;
      }
    }
    Refusal refusal = engine.charge(limits, CHARGED[operation.ordinal()], target);
    if (refusal == null && operation == Operation.HTTP_REQUEST) {
      hosts.add(Targets.host(target), Resource.HTTP_REQUESTS, 1);
    }
    if (refusal == null && operation == Operation.PROCESS_SPAWN) {
      records.starting(target);
    }
    return refusal;
  }

  @Override
  public void after(
      Operation operation, @Nullable Object result, boolean happened, @Nullable Object account) {
    AccountLimits limits = accounts.of(account);
    switch (operation) {
      case PROCESS_SPAWN -> spawned(result, limits);
      case NET_CONNECT, DNS_LOOKUP -> {
        Resource[] charged = CHARGED[operation.ordinal()];
        if (happened) {
          hosts.add(Targets.host(result), charged[0], 1);
        } else {
          engine.giveBack(limits, charged);
        }
      }
      case PROCESS_DESTROY, PROCESS_KILL -> {
        if (happened && result instanceof ProcessHandle process) {
          boolean forced = operation == Operation.PROCESS_KILL;
          runtime.record(ProcessRecords.destroyed(limits.account(), process, forced));
        }
      }
      case NATIVE_LOAD -> {
        if (happened && result instanceof String library) {
          runtime.libraryLoaded(library);
        }
      }
      default -> {
        if (!happened) {
          engine.giveBack(limits, CHARGED[operation.ordinal()]);
        }
      }
    }
  }

  @Override
  public void answered(
      @Nullable Object request,
      @Nullable Object answer,
      boolean happened,
      @Nullable Object account) {
    HttpAnswer read = HttpAnswers.read(answer, happened);
    String address = read.isRateLimited() ? Targets.describe(request) : "";
    answered(address, read, accounts.of(account));
  }

  private void answered(String address, HttpAnswer answer, AccountLimits limits) {
    engine.giveBack(limits, Resource.HTTP_IN_FLIGHT);
    if (answer.isError()) {
      engine.transferred(limits, Resource.HTTP_ERRORS, 1);
    }
    if (answer.isRateLimited()) {
      engine.transferred(limits, Resource.HTTP_RATE_LIMITED, 1);
      runtime.rateLimited(limits.account(), address, answer);
    }
  }

  @Override
  public @Nullable Refusal onHttp(
      HttpStep step, Object part, @Nullable Object content, @Nullable Object account) {
    return exchanges.on(step, part, content, account);
  }

  @Override
  public void fail(@Nullable Object failing, IoRefusedException refusal) {
    if (failing instanceof Future<?>) {
      LibraryObject.of(failing).tell("failed", refusal);
    } else if (failing != null) {
      // Jetty's exchange; the other clients' methods may throw.
      LibraryObject.of(failing).at("getRequest").tell("abort", refusal);
    }
  }

  /** Ends the requests that their clients have forgotten. */
  void pruneExchanges() {
    exchanges.prune();
  }

  private final class ChargedExchanges implements HttpExchanges.Listener {
    @Override
    public @Nullable Refusal begin(Object request, @Nullable Object account) {
      return before(Operation.HTTP_REQUEST, request, account);
    }

    @Override
    public void end(String address, HttpAnswer answer, @Nullable Object account) {
      answered(address, answer, accounts.of(account));
    }
  }

  private void spawned(@Nullable Object result, AccountLimits limits) {
    String command = records.command();
    if (result instanceof Process process) {
      processes.add(process, limits);
      runtime.record(ProcessRecords.started(limits.account(), process, command));
    } else {
      engine.giveBack(limits, CHARGED[Operation.PROCESS_SPAWN.ordinal()]);
    }
  }

  /** Brings the number of live processes up to date; the sink takes how they ended. */
  void pruneProcesses(Consumer<LedgerEntry> sink) {
    processes.prune(
        spawned -> {
          engine.giveBack(spawned.limits(), Resource.PROCESSES_LIVE);
          sink.accept(ProcessRecords.ended(spawned));
        });
  }

  @Override
  public Object opener(@Nullable Object account) {
    return accounts.handle(account);
  }

  @Override
  public void closed(Object opener) {
    AccountLimits limits = accounts.ifAny(opener);
    if (limits != null) {
      engine.giveBack(limits, CHARGED[Operation.FILE_CLOSE.ordinal()]);
    }
  }

  @Override
  public void threadEnded(Operation start, @Nullable Object account) {
    engine.giveBack(
        accounts.of(account),
        start == Operation.THREAD_START ? Resource.THREADS_LIVE : Resource.THREADS_VIRTUAL_LIVE);
  }

  @Override
  public @Nullable Refusal beforeTransfer(Resource resource, @Nullable Object account) {
    return engine.ask(accounts.of(account), resource);
  }

  @Override
  public void transferred(Resource resource, long bytes, @Nullable Object account) {
    engine.transferred(accounts.of(account), resource, bytes);
  }

  @Override
  public void transferred(
      Resource resource, long bytes, @Nullable Object account, @Nullable Object peer) {
    engine.transferred(accounts.of(account), resource, bytes);
    hosts.transferred(peer, resource, bytes);
  }

  @Override
  public void failed(Operation operation, Throwable failure, boolean switchedOff) {
    runtime.hookFailed(operation, failure, switchedOff);
  }

  @Override
  public @Nullable String folder() {
    return runtime.folder();
  }

  @Override
  public List<String> shutDown(String reason) {
    return runtime.shutDown(reason);
  }
}
