package dev.rein.agent;

import dev.rein.agent.account.Account;
import dev.rein.agent.account.HostTable;
import dev.rein.agent.account.NanoClock;
import dev.rein.agent.audit.AuditSettings;
import dev.rein.agent.config.OnError;
import dev.rein.agent.config.OptionRemarks;
import dev.rein.agent.config.SamplingMode;
import dev.rein.agent.config.SettingsException;
import dev.rein.agent.config.Version;
import dev.rein.agent.governor.Governor;
import dev.rein.agent.ledger.CounterSource;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerMeta;
import dev.rein.agent.lifecycle.Lifecycle;
import dev.rein.agent.lifecycle.Lifecycle.SiteChoice;
import dev.rein.agent.policy.Mode;
import dev.rein.agent.policy.Policy;
import dev.rein.agent.price.ModelPrices;
import dev.rein.agent.sample.host.Volumes;
import dev.rein.api.Rein;
import dev.rein.api.Resource;
import dev.rein.hook.CallGuard;
import dev.rein.hook.ContextHooks;
import dev.rein.hook.Hooks;
import dev.rein.hook.JobAccount;
import dev.rein.hook.Operation;
import dev.rein.instrumentation.AgentFrameworks;
import dev.rein.instrumentation.HookInstaller;
import dev.rein.instrumentation.InstallReport;
import dev.rein.instrumentation.WovenCache;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rein at work in one JVM: builds the parts, wires them, and takes them down again. The hooks are
 * in before {@code main}; the ledger opens on a thread of its own.
 */
final class AgentRuntime {
  /** How long the end of the JVM, or a detach, waits for the ledger at most. */
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  private final Instant started = Instant.now();
  private final HostLedger ledger = new HostLedger();
  private final AgentRuns runs = new AgentRuns(ledger);
  private final PhaseListeners listeners = new PhaseListeners(ledger::log);
  private final History history = new History(listeners);
  private final CoverageRecords coverage = new CoverageRecords();
  private final HostTable hosts =
      new HostTable() {
        @Override
        protected @Nullable String nameOf(Object peer) {
          return Targets.host(peer);
        }
      };
  private final HostDeltas hostDeltas = new HostDeltas(hosts);
  private final Governor governor;
  private final Accounts accounts;
  private final Lifecycle lifecycle;
  private final HostHandler handler;
  private final HookInstaller hooks;
  private final Instrumentation instrumentation;
  private final AutoCloseable loader;
  private final OutsideControl control;
  private final SamplingMode measured;
  private final @Nullable SamplerThread sampler;
  private final Thread shutdownHook;

  /**
   * @param atMain whether this is before the host's main
   */
  private AgentRuntime(
      Startup startup, boolean atMain, Instrumentation instrumentation, AutoCloseable loader) {
    this.governor =
        new Governor(
            startup.policy(),
            NanoClock.SYSTEM,
            new LedgerEvents(ledger, history),
            new StackCallSite(),
            new PolicyRemedy(),
            new HostEnding(ledger));
    this.accounts = new Accounts(governor.accounts());
    AgentControls controls = new AgentControls(governor, ledger);
    this.instrumentation = instrumentation;
    FileOpeners openers = new FileOpeners(accounts, startup.sites() == SiteChoice.ALL);
    this.lifecycle =
        new Lifecycle(ledger::offer, openers, SystemThreads::unstarted, startup.sites());
    HostMeters meters =
        new HostMeters(
            hosts,
            new ThreadAccounting(governor.engine(), accounts),
            new ChildCharges(governor.engine(), ledger::remark),
            disks(startup.dir(), instrumentation),
            openers,
            lifecycle);
    this.measured = startup.sampling();
    this.sampler =
        startup.sampling() == SamplingMode.OFF
            ? null
            : new SamplerThread(
                () -> new Sampling(startup, atMain, governor, accounts, meters, ledger),
                ledger::remark);
    this.handler = new HostHandler(governor, accounts, meters, controls, history, listeners, this);
    this.hooks =
        new HookInstaller(
            instrumentation,
            WovenCache.in(startup.cache(), JdkBuild.key()),
            JdkBuild.isUntouched(),
            startup.frameworks() ? Set.of() : AgentFrameworks.ALL);
    this.loader = loader;
    this.control = new OutsideControl(governor, controls, policyWatch(startup), ledger);
    this.shutdownHook = SystemThreads.unstarted("rein-shutdown", this::endWithHost);
  }

  private DiskGuard disks(Path dir, Instrumentation instrumentation) {
    Volumes volumes = new Volumes(NanoClock.SYSTEM);
    return new DiskGuard(
        volumes,
        governor,
        new ChannelPaths(instrumentation),
        new DiskWarnings(dir, line -> ledger.notice("warning", line)),
        List.of(".", System.getProperty("java.io.tmpdir", "/tmp"), dir.toString()));
  }

  private @Nullable PolicyWatch policyWatch(Startup startup) {
    Path file = startup.policyFile();
    return file == null
        ? null
        : new PolicyWatch(file, startup.mode(), governor, this::changed, ledger);
  }

  /**
   * Starts Rein in this JVM, or says why not; called by the agent's entry.
   *
   * @param arguments the agent's options
   * @param loader what Rein was loaded by, to be closed at the end
   * @param atMain whether this is before the host's main, which can still be kept from starting
   */
  static void start(
      @Nullable String arguments,
      Instrumentation instrumentation,
      AutoCloseable loader,
      boolean atMain)
      throws Exception {
    CallGuard.suspendCurrent();
    try {
      String refusal = tryStart(arguments, instrumentation, loader, atMain);
      if (refusal != null) {
        System.err.println("rein: " + refusal);
        loader.close();
      }
    } finally {
      CallGuard.resumeCurrent();
    }
  }

  /** Carries out what the command line asks of this JVM; called by the agent's entry. */
  static void command(String request, Instrumentation instrumentation, AutoCloseable loader)
      throws Exception {
    CallGuard.suspendCurrent();
    try {
      AgentCommand.run(request, instrumentation, loader);
    } finally {
      CallGuard.resumeCurrent();
    }
  }

  /**
   * Starts Rein unless it is in this JVM already.
   *
   * @param mayExit whether a host that must not run without its limits can be ended here
   * @return why it was not started, or null
   */
  static @Nullable String tryStart(
      @Nullable String arguments,
      Instrumentation instrumentation,
      AutoCloseable loader,
      boolean mayExit) {
    if (Hooks.handler() != null) {
      return "already at work in this JVM; `rein detach` it first";
    }
    Startup startup;
    try {
      startup = Startup.read(arguments);
    } catch (SettingsException e) {
      if (mayExit) {
        exitIfAsked(e.onError(), e.getMessage());
      }
      return e.getMessage() + "; the program runs without Rein";
    }
    String problem = startup.problem();
    if (problem != null) {
      if (mayExit) {
        exitIfAsked(startup.onError(), problem);
      }
      System.err.println("rein: " + problem);
    }
    AgentRuntime runtime = new AgentRuntime(startup, mayExit, instrumentation, loader);
    runtime.begin(startup);
    if (!mayExit) {
      runtime.runs.attached();
    }
    return null;
  }

  /** Some hosts must not run without their limits. */
  private static void exitIfAsked(OnError onError, @Nullable String problem) {
    if (onError == OnError.EXIT) {
      System.err.println("rein: " + problem + "; exiting, as rein.on-error asks");
      Runtime.getRuntime().halt(1);
    }
  }

  private void begin(Startup startup) {
    for (int i = HostJvm.liveThreads(); i > 0; i--) {
      accounts
          .jvm()
          .account()
          .meter(Resource.THREADS_LIVE)
          .tryAdd(1, Long.MAX_VALUE, Long.MAX_VALUE);
    }
    hooks.install();
    if (!startup.models()) {
      handler.models().switchOff();
    }
    handler.models().setPrices(startup.prices());
    Hooks.setHandler(handler);
    Rein.connect(ContextHooks.API);
    ApiCopies.connect(instrumentation);
    recognise(startup.policy());
    Restoring restoring = startup.restore() ? readBudgets(startup.dir()) : null;
    AuditSettings audit = startup.audit();
    if (audit != null) {
      ledger.openAudit(audit, () -> opening(startup));
    }
    ledger.open(startup.dir(), this::meta, new LedgerSource(startup), startup.retention());
    if (restoring != null) {
      restoring.applyTo(governor);
      restoring.remarks().forEach(line -> ledger.notice("info", "restore: " + line));
    }
    control.start();
    if (sampler != null) {
      sampler.start();
    }
    Runtime.getRuntime().addShutdownHook(shutdownHook);
  }

  private List<LedgerEntry> opening(Startup startup) {
    return OpeningEntries.of(meta(), startup.policy(), accounts.jvm().account());
  }

  private Restoring readBudgets(Path dir) {
    ModuleAccess.grant(instrumentation);
    return Restoring.read(dir, HostProgram.name());
  }

  /** Another policy holds. */
  private void changed(Policy policy, ModelPrices prices) {
    handler.models().setPrices(prices);
    recognise(policy);
    tellOfUnmeasured(policy);
  }

  private void tellOfUnmeasured(Policy policy) {
    String remark = Unmeasured.remark(policy, measured);
    if (remark != null) {
      ledger.notice("warning", remark);
      ledger.tell(remark);
    }
  }

  /** From now on agents are recognised as this policy says. */
  private void recognise(Policy policy) {
    RecognisedAgents agents = new RecognisedAgents(policy.agents());
    handler.recognise(agents);
    ContextHooks.setThreadsNamed(agents.nameThreads());
    hooks.setAgentMethods(agents.methods());
    lifecycle.ends().setEnforcing(policy.mode() == Mode.ENFORCE);
  }

  private LedgerMeta meta() {
    return new LedgerMeta(
        ProcessHandle.current().pid(),
        ProcessHandle.current().info().startInstant().orElse(null),
        HostProgram.name(),
        Version.NUMBER,
        started);
  }

  /** What only the ledger's thread asks for, so that the host's main need not wait for it. */
  private final class LedgerSource implements CounterSource {
    private final Startup startup;

    LedgerSource(Startup startup) {
      this.startup = startup;
    }

    @Override
    public List<LedgerEntry> opening() {
      ModuleAccess.grant(instrumentation);
      InstallReport report = hooks.report();
      boolean complete = report.missing().isEmpty();
      ledger.notice(complete ? "info" : "warning", report.summary());
      if (!complete) {
        ledger.tell(report.summary());
      }
      String problem = startup.problem();
      if (problem != null) {
        ledger.notice("error", problem);
      }
      tellOfUnmeasured(startup.policy());
      OptionRemarks.find(System.getProperties().stringPropertyNames(), System.getenv().keySet())
          .forEach(remark -> ledger.notice("warning", remark));
      return AgentRuntime.this.opening(startup);
    }

    @Override
    public void collect(Consumer<LedgerEntry> ledgerOnly) {
      Consumer<LedgerEntry> sink =
          entry -> {
            ledger.audit(entry);
            ledgerOnly.accept(entry);
          };
      control.openSocket();
      hooks.catchUp();
      handler.pruneProcesses(sink);
      handler.pruneForgotten();
      lifecycle.collect(sink);
      coverage.collect(hooks, sink);
      accounts.collect(sink);
      hostDeltas.next(sink);
      ledger.removeOld();
    }
  }

  /** Keeps what happened for whoever reads the ledger. */
  void record(LedgerEntry entry) {
    ledger.offer(entry);
  }

  /** The host has loaded a native library, by name or by path. */
  void libraryLoaded(String library) {
    coverage.libraryLoaded(library);
  }

  @Nullable String folder() {
    return ledger.folder();
  }

  /** A hook's handler has thrown: a fault of Rein's, which the host does not notice. */
  void hookFailed(Operation operation, Throwable failure, boolean switchedOff) {
    String message = "fault in hook " + operation + ": " + failure;
    if (switchedOff) {
      coverage.switchedOff(operation + ": " + failure);
      ledger.tell(message + "; it is switched off, such calls are not counted any more");
    } else {
      ledger.log(message);
    }
    ledger.notice("error", message);
  }

  /**
   * A server has told the host to slow down.
   *
   * @param job what the request is part of, whichever thread has got the answer
   */
  void rateLimited(Account account, @Nullable JobAccount job, String address, HttpAnswer answer) {
    LedgerEntry entry =
        new LedgerEntry.RateLimited(
            System.currentTimeMillis(),
            account.number(),
            address,
            answer.status(),
            answer.retryAfter());
    ledger.offer(HostLedger.inJob(entry, job));
  }

  /** Tells when agents begin and end. */
  AgentRuns runs() {
    return runs;
  }

  private void endWithHost() {
    control.closeSocket();
    if (sampler != null) {
      sampler.chargeForTheLastTime();
    }
    lifecycle.ends().ofJvm();
    handler.models().close();
    ledger.close("exit", LONGEST_CLOSE);
  }

  /** Takes Rein out of the JVM; tells the classes that still refer to a hook. */
  List<String> shutDown(String reason) {
    Hooks.setHandler(null);
    governor.stop();
    lifecycle.ends().close();
    listeners.close();
    control.close();
    if (sampler != null) {
      sampler.close();
    }
    List<String> hooked = hooks.uninstall();
    handler.models().close();
    ledger.close(reason, LONGEST_CLOSE);
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
      loader.close();
    } catch (Exception ending) {
      ledger.log("the JVM ends while Rein is being detached: " + ending);
    }
    return hooked;
  }
}
