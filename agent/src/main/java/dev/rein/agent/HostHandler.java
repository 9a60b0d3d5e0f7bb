package dev.rein.agent;

import dev.rein.agent.account.HostTable;
import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.Governor;
import dev.rein.agent.governor.NewWork;
import dev.rein.agent.governor.PolicyEngine;
import dev.rein.agent.governor.Rules;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.ModelEntry;
import dev.rein.agent.lifecycle.Lifecycle;
import dev.rein.api.IoRefusedException;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import dev.rein.api.TaskRefusedException;
import dev.rein.hook.BodyStep;
import dev.rein.hook.CallGuard;
import dev.rein.hook.HookHandler;
import dev.rein.hook.HttpStep;
import dev.rein.hook.JobAccount;
import dev.rein.hook.Operation;
import dev.rein.hook.ThreadUse;
import java.io.File;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns intercepted calls into charges of the accounts that pay for them. Called on every thread of
 * the host.
 */
final class HostHandler extends HookHandler {
  private final Governor governor;
  private final PolicyEngine engine;
  private final Accounts accounts;
  private final ChargedCalls calls;
  private final ToolCalls tools;
  private final ApiCalls api;
  private final HostSlots slots;
  private final LiveProcesses processes = new LiveProcesses();
  private final ChildCharges children;
  private final HostTable hosts;
  private final DiskGuard disks;
  private final ProcessRecords records = new ProcessRecords();
  private final ThreadAccounting threads;
  private final FileOpeners openers;
  private final Lifecycle lifecycle;
  private final AgentRuntime runtime;
  private final HttpCalls http;
  private volatile RecognisedAgents recognised = new RecognisedAgents(List.of());

  HostHandler(
      Governor governor,
      Accounts accounts,
      HostMeters meters,
      AgentControls controls,
      History history,
      PhaseListeners listeners,
      AgentRuntime runtime) {
    this.governor = governor;
    this.engine = governor.engine();
    this.accounts = accounts;
    this.hosts = meters.hosts();
    this.threads = meters.threads();
    this.disks = meters.disks();
    this.runtime = runtime;
    this.calls = new ChargedCalls(engine);
    this.tools = new ToolCalls(governor, calls);
    this.children = meters.children();
    this.openers = meters.openers();
    this.lifecycle = meters.lifecycle();
    this.slots = new HostSlots(governor.jobs(), accounts, lifecycle, runtime::record);
    this.api = new ApiCalls(governor, controls, history, listeners, calls, slots, lifecycle);
    this.http = new HttpCalls(governor, accounts, calls, hosts, runtime);
  }

  @Override
  public Object agent(@Nullable Object parent, String name) {
    return accounts.agent(parent, name);
  }

  @Override
  public Object beginAgent(@Nullable Object parent, String name) {
    Object begun = governor.beginAgent(accounts.of(parent), name);
    if (!(begun instanceof AccountLimits account)) {
      return begun;
    }
    runtime.runs().began(account, parent);
    return account.handle();
  }

  @Override
  public void endAgent(Object account, @Nullable Object parent, Object run) {
    AccountLimits limits = accounts.ifAny(account);
    if (limits != null) {
      governor.endAgent(limits, accounts.of(parent));
      lifecycle.ends().ofAgent(limits, run, governor.active(limits) == 0);
    }
  }

  @Override
  public void agentRan(Object account, long nanos) {
    AccountLimits limits = accounts.ifAny(account);
    if (limits != null) {
      runtime.runs().ended(limits, account, nanos);
    }
  }

  @Override
  public @Nullable String agentOfMethod(String method) {
    return recognised.ofMethod(method);
  }

  @Override
  public @Nullable String nameOfAgent(
      Object named, @Nullable Object worker, @Nullable Method method) {
    return FrameworkNames.ofAgent(named, worker, method);
  }

  @Override
  public @Nullable String nameOfTool(Object named) {
    return FrameworkNames.ofTool(named);
  }

  @Override
  public int hashOfArguments(Object named, @Nullable Object arguments) {
    return FrameworkNames.hash(named, arguments);
  }

  @Override
  public @Nullable Object refusedTool(Object named, TaskRefusedException refused) {
    try {
      return RefusedTools.of(named, refused);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("unknown version of a framework", e);
    }
  }

  @Override
  public boolean isFailureOfTool(Object returned) {
    return RefusedTools.isFailure(returned);
  }

  @Override
  public @Nullable Refusal beforeTool(String tool, int argumentsHash, @Nullable Object account) {
    return tools.before(accounts.of(account), tool, argumentsHash);
  }

  @Override
  public void afterTool(String tool, boolean failed, long nanos, @Nullable Object account) {
    int number = accounts.of(account).account().number();
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
    LedgerEntry entry =
        new ModelEntry.ToolCalled(System.currentTimeMillis(), number, tool, failed, millis);
    runtime.record(HostLedger.inJob(entry, JobAccount.of(account)));
  }

  @Override
  public @Nullable String agentOfThread(String threadName) {
    return recognised.ofThread(threadName);
  }

  /** From now on agents are recognised by these. */
  void recognise(RecognisedAgents agents) {
    recognised = agents;
  }

  @Override
  public @Nullable Object api(Object[] call, @Nullable Object account) {
    return api.answer(call, accounts.of(account));
  }

  @Override
  public @Nullable Refusal before(
      Operation operation, @Nullable Object target, @Nullable Object account) {
    Resource[] charged = ChargedResources.of(operation);
    if (charged.length == 0) {
      return null;
    }
    AccountLimits limits = accounts.of(account);
    if (operation == Operation.PROCESS_SPAWN) {
      pruneProcesses(runtime::record);
      children.starting();
    } else if (operation == Operation.HTTP_REQUEST || operation == Operation.HTTP_ANSWER) {
      return http.before(operation, target, account);
    }
    Refusal noRoom = disks.before(operation, target, limits);
    if (noRoom != null) {
      return noRoom;
    }
    Rules.Match match = CallRules.match(engine.rules(), operation, target, limits);
    Refusal refusal = calls.charge(limits, newWork(operation), charged, target, match);
    if (refusal == null && target != null) {
      allowed(operation, target, limits, match);
    }
    return refusal;
  }

  private void allowed(
      Operation operation, Object target, AccountLimits account, Rules.Match match) {
    switch (operation) {
      case PROCESS_SPAWN -> records.starting(target, match);
      case FILE_WRITE, FILE_CREATE ->
          lifecycle.creating(target.toString(), account, CallGuard::currentRun);
      case FILE_DELETE -> lifecycle.deleting(target.toString());
      default -> {}
    }
  }

  private static @Nullable NewWork newWork(Operation operation) {
    return operation == Operation.PROCESS_SPAWN ? NewWork.PROCESS : null;
  }

  @Override
  public void after(
      Operation operation, @Nullable Object result, boolean happened, @Nullable Object account) {
    AccountLimits limits = accounts.of(account);
    switch (operation) {
      case PROCESS_SPAWN -> spawned(result, limits);
      case NET_CONNECT, DNS_LOOKUP -> {
        Resource[] charged = ChargedResources.of(operation);
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
          engine.giveBack(limits, ChargedResources.of(operation));
        } else if (result instanceof Thread thread) {
          boolean virtual = operation == Operation.VIRTUAL_THREAD_START;
          lifecycle.threadStarted(thread, virtual, limits, CallGuard.currentRun());
        } else if (result instanceof File made) {
          lifecycle.created(made, limits, CallGuard.currentRun());
        }
      }
    }
  }

  @Override
  public void answered(
      @Nullable Object request,
      @Nullable Object answer,
      boolean happened,
      @Nullable Object account,
      @Nullable Object exchange) {
    http.answered(request, answer, happened, account, exchange);
  }

  @Override
  public Object receiver(Object exchange, Object receiver) {
    return exchange instanceof ModelCall call ? ObservingHandler.around(receiver, call) : receiver;
  }

  @Override
  public void onBody(
      BodyStep step,
      Object body,
      @Nullable Object content,
      int offset,
      int count,
      @Nullable Object exchange) {
    http.bodies().on(step, body, content, offset, count, exchange);
  }

  @Override
  public @Nullable Refusal onHttp(
      HttpStep step, Object part, @Nullable Object content, @Nullable Object account) {
    return http.on(step, part, content, account);
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

  /** Ends the requests that their clients have forgotten, the slots, and the calls of models. */
  void pruneForgotten() {
    http.prune();
    slots.prune();
  }

  /** The calls of models that go out by HTTP. */
  ModelCalls models() {
    return http.models();
  }

  private void spawned(@Nullable Object result, AccountLimits limits) {
    ProcessRecords.Starting started = records.started();
    if (result instanceof Process process) {
      processes.add(process, limits, started.match());
      children.started(process, limits);
      String command = started.command();
      runtime.record(ProcessRecords.started(limits.account(), process, command));
      lifecycle.processStarted(process, command, limits, CallGuard.currentRun());
    } else {
      calls.giveBack(limits, ChargedResources.of(Operation.PROCESS_SPAWN), started.match());
    }
  }

  /** Brings the number of live processes up to date; the sink takes how they ended. */
  void pruneProcesses(Consumer<LedgerEntry> sink) {
    processes.prune(
        (spawned, cost) -> engine.transferred(spawned.limits(), Resource.COST, cost),
        spawned -> {
          engine.giveBack(spawned.limits(), Resource.PROCESSES_LIVE);
          engine.giveBack(spawned.match(), true);
          lifecycle.processEnded(spawned.process());
          sink.accept(HostLedger.inJob(ProcessRecords.ended(spawned), spawned.job()));
        });
    children.settle();
  }

  @Override
  public Object opener(@Nullable Object account) {
    return openers.opener(account);
  }

  @Override
  public void closed(Object opener) {
    AccountLimits limits = openers.account(opener);
    if (limits != null) {
      engine.giveBack(limits, ChargedResources.of(Operation.FILE_CLOSE));
    }
  }

  @Override
  public void threadEnded(Operation start, Thread thread, @Nullable Object account) {
    lifecycle.threadEnded(thread);
    if (start == Operation.THREAD_START) {
      threads.threadEnds();
    }
    engine.giveBack(
        accounts.of(account),
        start == Operation.THREAD_START ? Resource.THREADS_LIVE : Resource.THREADS_VIRTUAL_LIVE);
  }

  @Override
  public void readThread(ThreadUse use) {
    threads.read(use, this);
  }

  @Override
  public void used(Object account, long cpuNanos, long allocated) {
    threads.used(account, cpuNanos, allocated);
  }

  @Override
  public @Nullable Refusal beforeTransfer(
      Resource resource, @Nullable Object target, @Nullable Object account) {
    AccountLimits limits = accounts.of(account);
    Refusal noRoom =
        resource == Resource.FILE_BYTES_WRITTEN ? disks.beforeWriting(target, limits) : null;
    return noRoom == null ? engine.ask(limits, resource) : noRoom;
  }

  @Override
  public void transferred(Resource resource, long bytes, @Nullable Object account) {
    engine.transferred(accounts.of(account), resource, bytes);
    if (resource == Resource.FILE_BYTES_WRITTEN) {
      disks.written(bytes);
    }
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
