package dev.rein.agent.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.Approval;
import dev.rein.agent.ledger.LedgerEntry.Delta;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent.Kind;
import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import dev.rein.agent.ledger.LedgerMeta;
import dev.rein.agent.ledger.LifecycleEntry.Cleaned;
import dev.rein.agent.ledger.LifecycleEntry.LeftOpen;
import dev.rein.agent.ledger.ModelEntry;
import dev.rein.agent.ledger.RollingLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CarriedOverTest {
  private static final long AT = AgentLedger.AT;
  private static final long NEXT = AT + RollingLedger.HOUR;

  @TempDir private Path dir;

  private RollingLedger ledger;

  @BeforeEach
  void anHourOfAnAgent() throws IOException {
    LedgerMeta meta =
        new LedgerMeta(4242, AgentLedger.STARTED, "Main", "0.1.0", AgentLedger.STARTED);
    ledger = new RollingLedger(dir, meta);
    ledger.add(
        new LedgerEntry.Started(AT, 4242, "Main", "0.1.0", "17", "rein.yaml", "enforce"),
        new LedgerEntry.Resources(
            AT,
            List.of(
                new ResourceName("files.read", "count", false, true),
                new ResourceName("cpu.time", "milliseconds", false, true),
                new ResourceName("files.open", "count", true, true))),
        new LedgerEntry.AccountOpened(AT, 0, "jvm", null),
        new LedgerEntry.AccountOpened(AT, 1, "coder", "jvm"),
        new LedgerEntry.AccountOpened(AT, 2, "tester", "jvm"),
        new LedgerEntry.LimitSet(AT, 1, "files.read", "budget", 100, 80, "pause"),
        new LedgerEntry.LimitSet(AT, 1, "files.read", "rate/1m", 9, Long.MAX_VALUE, "throttle"),
        new LedgerEntry.LimitSet(AT, 1, "files.open", "at-most", 4, 3, "deny"),
        new LedgerEntry.LimitSet(AT, 1, "files.open", "at-most", -1, 3, "deny"),
        new LedgerEntry.Granted(AT, 1, "files.read", "budget", 50),
        counters(AT, 0, 1_000),
        counters(AT, 1, 700),
        new LedgerEntry.HostCounters(
            AT, "example.org", List.of(new LedgerEntry.HostUse("http.requests", 3))),
        new LedgerEntry.Coverage(
            AT,
            List.of(
                new LedgerEntry.HookState(
                    "file", "File.delete()", LedgerEntry.HookState.State.INSTALLED, "")),
            List.of(),
            List.of("libc")),
        new LimitEvent(AT, 1, Kind.PAUSED, "files.read", 150, 150, "/x"),
        new LedgerEntry.PhaseChanged(AT, 1, "normal", "intervention", "files.read"),
        new LedgerEntry.Waiting(AT, 1, 2, "files.read"),
        new LimitEvent(AT, 2, Kind.TERMINATED, "files.read", 1, 1, ""),
        new LedgerEntry.PhaseChanged(AT, 2, "normal", "termination", ""),
        new LedgerEntry.PhaseChanged(AT, 2, "termination", "normal", ""),
        new LedgerEntry.Controlled(AT, 2, "pause", "alice", ""),
        new LedgerEntry.Controlled(AT, 0, "pause", "alice", ""),
        new LedgerEntry.Controlled(AT, 0, "resume", "alice", ""),
        new LedgerEntry.Delivered(AT, 1, "code_commit", "one", List.of()),
        new LedgerEntry.Delivered(AT, 1, "code_commit", "two", List.of()),
        new Approval(AT, 1, 7, Approval.Step.ASKED, "aws", "rule", "$3", ""),
        new Approval(AT, 1, 8, Approval.Step.ASKED, "aws", "rule", "$3", ""),
        new Approval(AT, 1, 8, Approval.Step.DENIED, "aws", "rule", "$3", "bob"),
        new LedgerEntry.ProcessStarted(AT, 1, 71, "sleep 1"),
        new LedgerEntry.ProcessStarted(AT, 1, 72, "sleep 2"),
        new LedgerEntry.ProcessEnded(AT, 1, 71, 0, 1),
        left(1, LeftOpen.Kind.THREAD, 11),
        left(2, LeftOpen.Kind.HANDLE, 12),
        left(3, LeftOpen.Kind.PROCESS, 72),
        new Cleaned(AT, 1, 1, Cleaned.Result.STOPPED, "", ""),
        new Cleaned(AT, 1, 2, Cleaned.Result.FAILED, "close", "no"),
        AgentLedger.call(AT - 86_400_000, 1, "gpt-4o-mini", 200, 1_000, 210_000_000),
        AgentLedger.call(AT, 1, "gpt-4o-mini", 200, 2_000, 420_000_001),
        AgentLedger.call(AT, 1, "gpt-4o-mini", 500, 0, -1),
        AgentLedger.call(AT, 2, "unheard-of", 200, 10, -1),
        new ModelEntry.ToolCalled(AT, 1, "search", true, 3),
        new ModelEntry.LoopNoticed(AT, 1, "search", 3),
        new LedgerEntry.PolicyChanged(AT, "new.yaml", "observe", true, ""));
    // Of the next hour, and its file.
    ledger.add(
        counters(NEXT, 0, 20),
        counters(NEXT, 1, 10),
        AgentLedger.call(NEXT, 1, "gpt-4o-mini", 200, 1_000, 7),
        new ModelEntry.ToolCalled(NEXT, 1, "search", false, 3));
  }

  @AfterEach
  void end() {
    ledger.close();
  }

  private static LeftOpen left(long number, LeftOpen.Kind kind, long id) {
    return new LeftOpen(
        AT, 1, number, LeftOpen.Stage.OPEN, kind, id, "x", AT, "Main.java:1", "main", false);
  }

  private static LedgerEntry counters(long at, int account, long used) {
    return new LedgerEntry.Counters(
        at,
        account,
        List.of(
            new Delta("files.read", used, 3, 1),
            new Delta("cpu.time", used, 0, 0),
            new Delta("files.open", 2, 0, 0)));
  }

  @Test
  void theViewIsTheSameWithoutTheFirstFile() throws IOException {
    List<Event> events = new ArrayList<>();
    JsonObject whole = json(events);
    assertThat(events).hasSizeGreaterThan(10);
    events.clear();
    ledger.removeOldest(1);

    assertThat(json(events)).isEqualTo(whole);
    assertThat(events).isEmpty();
  }

  @Test
  void tokensAndMoneyStayWithoutTheFirstFile() throws IOException {
    ledger.removeOldest(1);
    try (JvmView view = JvmView.open(ledger.folder())) {
      view.refresh(event -> {});
      ModelUse whole = ModelUse.all(view.content()).of(view.content().accounts().iterator().next());
      assertThat(whole.models()).hasSize(3);
      assertThat(Money.plain(whole.cost())).isEqualTo("0.000630000008");
      assertThat(whole.sum(ModelEntry.ModelTotals::calls)).isEqualTo(5);
      assertThat(whole.sum(ModelEntry.ModelTotals::unpriced)).isEqualTo(1);
      assertThat(whole.tools()).singleElement().satisfies(t -> assertThat(t.calls()).isEqualTo(2));
    }
  }

  private JsonObject json(List<Event> events) throws IOException {
    try (JvmView view = JvmView.open(ledger.folder())) {
      assertThat(view.refreshUntil(Instant.ofEpochMilli(NEXT), Integer.MAX_VALUE)).isTrue();
      view.content().events().forEach(events::add);
      assertThat(view.content().coverage().isKnown()).isTrue();
      return JsonParser.parseString(ViewJson.document("0", List.of(view))).getAsJsonObject();
    }
  }

  @Test
  void whatIsOpenStillIsToldWithoutTheFirstFile() throws IOException {
    ledger.removeOldest(1);
    try (JvmView view = JvmView.open(ledger.folder())) {
      view.refresh(event -> {});
      LeftThings left = view.content().left();
      assertThat(left.all()).extracting(LeftOpen::number).containsExactly(2L, 3L);
      assertThat(left.failure(left.all().iterator().next())).isEqualTo("no");
      assertThat(left.children()).isEmpty();
    }
  }

  @Test
  void whatWasBeforeIsNoPeakOfNow() throws IOException {
    ledger.removeOldest(1);
    try (JvmView view = JvmView.open(ledger.folder())) {
      view.refresh(event -> {});
      AccountState jvm = view.content().accounts().iterator().next();
      ResourceState cpu = Objects.requireNonNull(jvm.resources().get("cpu.time"));
      assertThat(cpu.used()).isEqualTo(1_020);
      Trend trend = cpu.trend();
      assertThat(trend == null ? 0 : java.util.Arrays.stream(trend.before(NEXT + 10_000, 20)).sum())
          .isLessThanOrEqualTo(20);
    }
  }
}
