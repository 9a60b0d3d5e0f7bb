package dev.rein.agent.ledger;

import dev.rein.agent.ledger.LedgerEntry.Approval.Step;
import dev.rein.agent.ledger.LedgerEntry.Delta;
import dev.rein.agent.ledger.LedgerEntry.HookState;
import dev.rein.agent.ledger.LedgerEntry.HookState.State;
import dev.rein.agent.ledger.LedgerEntry.HostUse;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent.Kind;
import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Entries and folders as a host would have them. */
final class Samples {
  static final long AT = 1_795_230_214_123L;

  /** The same in days. */
  static final long DAY = 20_778;

  static final LedgerEntry.Resources TABLE =
      new LedgerEntry.Resources(
          AT,
          List.of(
              new ResourceName("files.read", "count", false, true),
              new ResourceName("file.bytes.read", "bytes", false, true),
              new ResourceName("threads.live", "count", true, true),
              new ResourceName("host.cpu", "percent", true, false)));

  private Samples() {}

  static Stream<LedgerEntry> oneOfEach() {
    return Stream.of(
        new LedgerEntry.Started(AT, 4242, "host.AgentHost", "0.1.0", "17", "rein.yaml", "enforce"),
        TABLE,
        new LedgerEntry.AccountOpened(AT, 0, "jvm", null),
        new LedgerEntry.AccountOpened(AT, 1, "coder", "jvm"),
        new LedgerEntry.LimitSet(AT, 0, "files.read", "budget", 100, 80, "deny"),
        new LedgerEntry.Counters(
            AT, 1, List.of(new Delta("files.read", 3, 1, 0), new Delta("threads.live", -2, 0, 9))),
        new LedgerEntry.HostCounters(
            AT,
            "api.example.com",
            List.of(new HostUse("net.connects", 2), new HostUse("net.bytes.sent", 1L << 40))),
        new LedgerEntry.LimitEvent(AT, 1, Kind.DENIED, "files.read", 100, 100, "/etc/passwd"),
        new LedgerEntry.PhaseChanged(AT, 1, "normal", "warning", "80 of 100 files.read"),
        new LedgerEntry.ProcessStarted(AT, 1, 4711, "git push --token ***"),
        new LedgerEntry.ProcessEnded(AT, 1, 4711, 137, 60_000),
        new LedgerEntry.ProcessDestroyed(AT, 1, 4711, true, "main"),
        new LedgerEntry.Coverage(
            AT,
            List.of(
                new HookState("file", "java.io.File.delete()", State.INSTALLED, ""),
                new HookState("OkHttp", "okhttp3.Call.x()", State.MISSING, "no such method")),
            List.of("FILE_READ: java.lang.IllegalStateException"),
            List.of("netty_transport_native_epoll")),
        new LedgerEntry.RateLimited(AT, 1, "https://api.example.com", 503, "30"),
        new LedgerEntry.RateLimited(AT, 0, "", 429, null),
        new LedgerEntry.Granted(AT, 1, "files.read", "budget", 100),
        new LedgerEntry.Controlled(AT, 1, "pause", "alice", "to have a look"),
        new LedgerEntry.PolicyChanged(AT, "rein.yaml", "enforce", true, "2 limits changed"),
        new LedgerEntry.Delivered(
            AT, 1, "code_commit", "fixes the build", List.of("src/Main.java", "https://x.org/1")),
        new LedgerEntry.Approval(
            AT, 1, 7, Step.ASKED, "aws ec2 run-instances", "rule 2", "$3.06 an hour", ""),
        new LedgerEntry.Waiting(AT, 1, 3, "files.read"),
        new LedgerEntry.HotSpots(
            AT,
            1,
            LedgerEntry.HotSpots.Subject.METHOD,
            List.of(new LedgerEntry.HotSpot("com.acme.Coder.search", 730))),
        // Of a file that does not follow the one before it, so that readers do not leave it out.
        new LedgerEntry.CarriedOver(
            AT, 5, 3, new LedgerEntry.Controlled(AT - 1, 1, "resume", "bob", "")),
        new LifecycleEntry.LeftOpen(
            AT,
            1,
            3,
            LifecycleEntry.LeftOpen.Stage.AGENT_END,
            LifecycleEntry.LeftOpen.Kind.PROCESS,
            4711,
            "sleep 100",
            AT - 1,
            "com.acme.Coder.run(Coder.java:7)",
            "main",
            true),
        new LifecycleEntry.Cleaned(
            AT, 1, 3, LifecycleEntry.Cleaned.Result.FAILED, "sleep 100", "it does not end"),
        new LedgerEntry.JobContext(AT, "build-42", "acme"),
        modelCalled("openai", "gpt-4o-mini", 200, 1200, 80),
        new ModelEntry.RateWindow(AT, 1, "https://api.openai.com", "tokens", 30_000, 28_720, 2_560),
        new ModelEntry.ToolCalled(AT, 1, "searchFlights", true, 40),
        new ModelEntry.LoopNoticed(AT, 1, "searchFlights", 5),
        new ModelEntry.ModelTotals(
            AT, 1, "anthropic", "claude-sonnet-4-5", DAY, 3, 1, 5000, 700, 1000, 200, 25, 1, 1),
        new ModelEntry.ToolTotals(AT, 1, "bookHotel", 4, 1),
        new LedgerEntry.Notice(AT, "warning", "größer"),
        new LedgerEntry.Stopped(AT, "exit", 7));
  }

  /** Of account 1, answered at once and priced. */
  static ModelEntry.ModelCalled modelCalled(
      String provider, String model, int status, long input, long output) {
    return new ModelEntry.ModelCalled(
        AT,
        1,
        provider,
        model,
        status,
        input,
        output,
        input / 2,
        0,
        150_000 * input + 600_000 * output,
        900,
        true,
        false);
  }

  /** What can be in a ledger. */
  public static List<Class<?>> types() {
    return types(LedgerEntry.class)
        // Only ever on its way to the writer.
        .filter(type -> type != LedgerEntry.InJob.class)
        .toList();
  }

  private static Stream<Class<?>> types(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(Samples::types)
        : Stream.of(type);
  }

  static LedgerEntry.Counters counters(String resource, long used) {
    return new LedgerEntry.Counters(AT, 0, List.of(new Delta(resource, used, 0, 0)));
  }

  static LedgerMeta meta() {
    return new LedgerMeta(
        ProcessHandle.current().pid(),
        ProcessHandle.current().info().startInstant().orElse(null),
        "host.AgentHost",
        "0.1.0",
        Instant.ofEpochMilli(AT));
  }
}
