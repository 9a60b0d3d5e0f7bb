package dev.rein.agent;

import dev.rein.agent.account.HostTable;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.policy.AccountLimits;
import dev.rein.agent.policy.PolicyEngine;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import dev.rein.hook.HookHandler;
import dev.rein.hook.Operation;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns intercepted calls into charges of the JVM's account. Called on every thread of the host.
 */
final class HostHandler extends HookHandler {
  private static final Resource[][] CHARGED = charged();

  private final PolicyEngine engine;
  private final AccountLimits jvm;
  private final LiveProcesses processes = new LiveProcesses();
  private final HostTable hosts;
  private final ProcessRecords records = new ProcessRecords();
  private final AgentRuntime runtime;

  HostHandler(PolicyEngine engine, AccountLimits jvm, HostTable hosts, AgentRuntime runtime) {
    this.engine = engine;
    this.jvm = jvm;
    this.hosts = hosts;
    this.runtime = runtime;
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
      case VIRTUAL_THREAD_START -> of(Resource.THREADS_VIRTUAL_STARTED);
      case PROCESS_DESTROY, PROCESS_KILL, NATIVE_LOAD, TRANSFER -> of();
    };
  }

  private static Resource[] of(Resource... resources) {
    return resources;
  }

  @Override
  public @Nullable Refusal before(Operation operation, @Nullable Object target) {
    if (CHARGED[operation.ordinal()].length == 0) {
      return null;
    }
    if (operation == Operation.PROCESS_SPAWN) {
      pruneProcesses(runtime::record);
    } else if (operation == Operation.HTTP_REQUEST) {
      // Known only after the answer, so a limit on them is held by the next request.
      Refusal refusal = engine.ask(jvm, Resource.HTTP_ERRORS);
      if (refusal == null) {
        refusal = engine.ask(jvm, Resource.HTTP_RATE_LIMITED);
      }
      if (refusal != null) {
        return refusal;
      }
    }
    Refusal refusal = engine.charge(jvm, CHARGED[operation.ordinal()], target);
    if (refusal == null && operation == Operation.HTTP_REQUEST) {
      hosts.add(Targets.host(target), Resource.HTTP_REQUESTS, 1);
    }
    if (refusal == null && operation == Operation.PROCESS_SPAWN) {
      records.starting(target);
    }
    return refusal;
  }

  @Override
  public void after(Operation operation, @Nullable Object result, boolean happened) {
    switch (operation) {
      case HTTP_REQUEST, HTTP_ANSWER -> answered(result, happened);
      case PROCESS_SPAWN -> spawned(result);
      case NET_CONNECT, DNS_LOOKUP -> {
        Resource[] charged = CHARGED[operation.ordinal()];
        if (happened) {
          hosts.add(Targets.host(result), charged[0], 1);
        } else {
          engine.giveBack(jvm, charged);
        }
      }
      case PROCESS_DESTROY, PROCESS_KILL -> {
        if (happened && result instanceof ProcessHandle process) {
          boolean forced = operation == Operation.PROCESS_KILL;
          runtime.record(ProcessRecords.destroyed(process, forced));
        }
      }
      case NATIVE_LOAD -> {
        if (happened && result instanceof String library) {
          runtime.libraryLoaded(library);
        }
      }
      default -> {
        if (!happened) {
          engine.giveBack(jvm, CHARGED[operation.ordinal()]);
        }
      }
    }
  }

  private void answered(@Nullable Object answer, boolean happened) {
    engine.giveBack(jvm, Resource.HTTP_IN_FLIGHT);
    HttpAnswers.Outcome outcome = HttpAnswers.outcome(answer, happened);
    if (outcome != HttpAnswers.Outcome.OK) {
      engine.transferred(jvm, Resource.HTTP_ERRORS, 1);
    }
    if (outcome == HttpAnswers.Outcome.RATE_LIMITED) {
      engine.transferred(jvm, Resource.HTTP_RATE_LIMITED, 1);
    }
  }

  private void spawned(@Nullable Object result) {
    String command = records.command();
    if (result instanceof Process process) {
      processes.add(process);
      runtime.record(ProcessRecords.started(process, command));
    } else {
      engine.giveBack(jvm, CHARGED[Operation.PROCESS_SPAWN.ordinal()]);
    }
  }

  /** Brings the number of live processes up to date; the sink takes how they ended. */
  void pruneProcesses(Consumer<LedgerEntry> sink) {
    processes.prune(
        spawned -> {
          engine.giveBack(jvm, Resource.PROCESSES_LIVE);
          sink.accept(ProcessRecords.ended(spawned));
        });
  }

  @Override
  public Object opener() {
    return jvm;
  }

  @Override
  public void closed(Object opener) {
    if (opener instanceof AccountLimits account) {
      engine.giveBack(account, CHARGED[Operation.FILE_CLOSE.ordinal()]);
    }
  }

  @Override
  public void threadEnded() {
    engine.giveBack(jvm, Resource.THREADS_LIVE);
  }

  @Override
  public @Nullable Refusal beforeTransfer(Resource resource) {
    return engine.ask(jvm, resource);
  }

  @Override
  public void transferred(Resource resource, long bytes) {
    engine.transferred(jvm, resource, bytes);
  }

  @Override
  public void transferred(Resource resource, long bytes, @Nullable Object peer) {
    engine.transferred(jvm, resource, bytes);
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
  public void resume() {
    engine.resume(jvm);
  }

  @Override
  public List<String> shutDown(String reason) {
    return runtime.shutDown(reason);
  }
}
