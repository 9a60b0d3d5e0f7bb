package dev.rein.agent.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.Approval;
import dev.rein.agent.ledger.LedgerEntry.Delta;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent.Kind;
import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerMeta;
import dev.rein.agent.ledger.LedgerWriter;
import dev.rein.agent.ledger.ModelEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ledger of a JVM with agents, written by the real writer and read back. */
public final class AgentLedger {
  public static final Instant STARTED = Instant.parse("2026-11-21T03:03:34.123Z");
  public static final long AT = STARTED.toEpochMilli();

  private static final long DAY = 86_400_000;
  private static final Duration PLENTY = Duration.ofSeconds(20);

  private final LedgerFolder folder;
  private final LedgerWriter writer;

  /** Of this process, so that it is one that runs. */
  public AgentLedger(Path dir) throws IOException {
    ProcessHandle self = ProcessHandle.current();
    folder =
        LedgerFolder.create(
            dir,
            new LedgerMeta(
                self.pid(),
                self.info().startInstant().orElse(null),
                "com.acme.AgentHost",
                "0.1.0",
                STARTED));
    writer = LedgerWriter.start(() -> folder, sink -> {}, line -> {}, Thread::new);
    add(
        new LedgerEntry.Started(
            AT, self.pid(), "com.acme.AgentHost", "0.1.0", "17", "rein.yaml", "enforce"));
    add(
        new LedgerEntry.Resources(
            AT,
            List.of(
                new ResourceName("file.bytes.read", "bytes", false, true),
                new ResourceName("files.read", "count", false, true),
                new ResourceName("http.in_flight", "count", true, true),
                new ResourceName("http.requests", "count", false, true),
                new ResourceName("llm.cost", "usd", false, true),
                new ResourceName("time.since_deliverable", "milliseconds", true, false))));
    open(0, "jvm", null);
  }

  public void add(LedgerEntry entry) {
    assertThat(writer.offerAndAwait(entry, PLENTY)).isTrue();
  }

  public void open(int account, String id, @Nullable String parent) {
    writer.offer(new LedgerEntry.AccountOpened(AT, account, id, parent));
  }

  public void use(int account, String resource, long used) {
    useAt(AT, account, resource, used);
  }

  void useAt(long at, int account, String resource, long used) {
    writer.offer(new LedgerEntry.Counters(at, account, List.of(new Delta(resource, used, 0, 0))));
  }

  public void limit(int account, String resource, String kind, long limit, String action) {
    long warn = kind.startsWith("rate") ? Long.MAX_VALUE : limit * 8 / 10;
    writer.offer(new LedgerEntry.LimitSet(AT, account, resource, kind, limit, warn, action));
  }

  /** A lead with two agents below it, one of which waits for a person. */
  public void fillWithAgents() {
    open(1, "lead", "jvm");
    open(2, "lead/coder", "lead");
    open(3, "lead/tester", "lead");
    open(4, "reviewer", "jvm");
    limit(0, "files.read", "budget", 1000, "deny");
    limit(0, "llm.cost", "budget", 5_000_000, "pause");
    limit(1, "http.requests", "rate/1m", 50, "throttle");
    limit(1, "http.requests", "budget", 5000, "deny");
    limit(1, "http.in_flight", "at-most", 4, "deny");
    limit(2, "files.read", "budget", 100, "pause");
    limit(2, "time.since_deliverable", "above", 300_000, "warn");
    use(0, "files.read", 400);
    use(0, "http.requests", 73);
    use(0, "llm.cost", 3_251_234);
    use(0, "http.in_flight", 2);
    use(0, "time.since_deliverable", 60_000);
    use(0, "file.bytes.read", 123_456_789);
    use(1, "files.read", 340);
    use(1, "http.requests", 73);
    use(1, "http.in_flight", 2);
    use(1, "llm.cost", 3_251_234);
    use(4, "time.since_deliverable", 60_000);
    use(2, "files.read", 100);
    use(2, "llm.cost", 3_100);
    use(2, "time.since_deliverable", 252_500);
    writer.offer(new LedgerEntry.Counters(AT, 2, List.of(new Delta("files.read", 0, 12, 3))));
    add(new LimitEvent(AT, 2, Kind.PAUSED, "files.read", 100, 100, "/src/Main.java"));
    add(new LedgerEntry.PhaseChanged(AT, 2, "normal", "intervention", "files.read"));
    add(new LedgerEntry.Waiting(AT, 2, 3, "files.read"));
    add(new LedgerEntry.Delivered(AT - 60_000, 3, "test_passed", "all green", List.of()));
    add(new LedgerEntry.Controlled(AT, 3, "pause", "alice", "to have a look"));
    add(
        new Approval(
            AT - 125_000,
            1,
            7,
            Approval.Step.ASKED,
            "aws ec2 run-instances --count 4 --instance-type p4d.24xlarge",
            "process \"aws ec2*\"",
            "$3.06 an hour",
            ""));
  }

  /** A call of a model as it is answered for the most part, which costs {@code picoDollars}. */
  public static ModelEntry.ModelCalled call(
      long at, int account, String model, int status, long tokens, long picoDollars) {
    return new ModelEntry.ModelCalled(
        at,
        account,
        "openai",
        model,
        status,
        tokens,
        tokens / 10,
        tokens / 2,
        0,
        picoDollars,
        900,
        true,
        false);
  }

  /** What models and tools the lead and its coder called, yesterday and today. */
  public void fillWithModels() {
    add(call(AT - DAY, 2, "gpt-4o-mini", 200, 1_000, 210_000_000));
    add(call(AT, 2, "gpt-4o-mini", 200, 2_000, 420_000_000));
    add(call(AT, 2, "gpt-4o-mini", 429, 0, -1));
    add(call(AT, 2, "gpt-4o-mini", 500, 0, -1));
    add(call(AT, 1, "unheard-of", 200, 3_000, -1));
    add(
        new ModelEntry.ModelCalled(
            AT,
            1,
            "anthropic",
            "claude-sonnet-4-5",
            200,
            7_000,
            500,
            0,
            300,
            28_500_000_000L,
            4_200,
            true,
            true));
    add(new ModelEntry.ToolCalled(AT, 2, "searchFlights", false, 40));
    add(new ModelEntry.ToolCalled(AT, 2, "searchFlights", true, 30));
    add(new ModelEntry.LoopNoticed(AT, 2, "searchFlights", 5));
    add(window(AT, 500));
    add(window(AT + 1, 40));
    add(window(AT + 2, 39));
  }

  private static ModelEntry.RateWindow window(long at, long remaining) {
    return new ModelEntry.RateWindow(
        at, 2, "https://api.openai.com", "requests", 500, remaining, 2_500);
  }

  /** Read as it is by now, before Rein has ended. */
  public JvmView view() throws IOException {
    add(new LedgerEntry.Notice(AT, "info", "all is written"));
    JvmView view = JvmView.open(folder);
    view.refresh(event -> {});
    return view;
  }

  List<String> text() throws IOException {
    try (JvmView view = view()) {
      return ViewText.lines(List.of(view), STARTED, Bars.BLOCKS);
    }
  }

  List<Event> events() throws IOException {
    List<Event> events = new ArrayList<>();
    add(new LedgerEntry.Notice(AT, "info", "all is written"));
    try (JvmView view = JvmView.open(folder)) {
      view.refresh(events::add);
    }
    return events;
  }

  public void close() {
    assertThat(writer.close("exit", PLENTY)).isTrue();
  }
}
