package dev.rein.agent.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.Approval;
import dev.rein.agent.ledger.LedgerEntry.Delta;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent.Kind;
import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LedgerStateTest {
  private final LedgerState state = new LedgerState();

  @Test
  void deltasAddUpPerAccount() {
    open();
    count(new Delta("files.read", 3, 1, 2));
    count(new Delta("files.read", 4, 0, 1), new Delta("threads.live", 5, 0, 0));
    count(new Delta("threads.live", -2, 0, 0));

    ResourceState files = resource("files.read");
    assertThat(files.used()).isEqualTo(7);
    assertThat(files.denied()).isEqualTo(1);
    assertThat(files.delayed()).isEqualTo(3);
    assertThat(resource("threads.live").used()).isEqualTo(3);
  }

  @Test
  void everyResourceIsThereFromTheBeginning() {
    open();

    assertThat(account().resources()).containsOnlyKeys("file.bytes.read", "files.read");
    assertThat(resource("file.bytes.read").unit()).isEqualTo("bytes");
    assertThat(resource("files.read").tightest()).isEmpty();
  }

  @Test
  void theTightestOfSeveralLimitsCounts() {
    open();
    limit(100, "deny");
    limit(50, "warn");
    assertThat(resource("files.read").tightest().orElseThrow().limit()).isEqualTo(50);

    limit(200, "warn");
    assertThat(resource("files.read").tightest().orElseThrow().limit()).isEqualTo(100);

    limit(-1, "deny");
    limit(-1, "warn");
    assertThat(resource("files.read").tightest()).isEmpty();
  }

  @Test
  void pausesAndPhasesComeAndGo() {
    open();
    event(Kind.PAUSED);
    state.apply(new LedgerEntry.PhaseChanged(1, 0, "normal", "warning", ""));
    assertThat(account().paused()).isTrue();
    assertThat(account().phase()).isEqualTo("warning");

    event(Kind.RESUMED);
    state.apply(new LedgerEntry.PhaseChanged(1, 0, "warning", "normal", ""));
    assertThat(account().paused()).isFalse();
    assertThat(account().phase()).isEqualTo("normal");
  }

  @Test
  void aRateIsNeverTheTightestBesideABudget() {
    open();
    limit("rate/1m", 5, "throttle");
    assertThat(resource("files.read").tightest().orElseThrow().kind()).isEqualTo("rate/1m");

    limit("budget/1d", 50, "deny");
    assertThat(resource("files.read").tightest().orElseThrow().kind()).isEqualTo("budget/1d");

    limit("budget", 1000, "deny");
    assertThat(resource("files.read").limits())
        .extracting(LimitState::kind)
        .containsExactly("budget", "budget/1d", "rate/1m");
  }

  @Test
  void grantsRaiseTheLimitUntilItIsSetAnew() {
    open();
    limit("budget", 100, "pause");
    limit("rate/1m", 5, "throttle");
    grant("budget", 100);
    grant("budget", 50);

    assertThat(resource("files.read").limits())
        .containsExactly(
            new LimitState("budget", 250, 200L, "pause", 150),
            new LimitState("rate/1m", 5, 2L, "throttle", 0));

    grant("budget", Long.MAX_VALUE);
    assertThat(resource("files.read").limits().get(0).limit()).isEqualTo(Long.MAX_VALUE);
    limit("budget", 120, "pause");
    assertThat(resource("files.read").limits().get(0).limit()).isEqualTo(120);
  }

  @Test
  void whatPeopleAndLimitsPauseIsToldApart() {
    open();
    control("pause");
    event(Kind.PAUSED);
    event(Kind.RESUMED);
    assertThat(account().paused()).isTrue();

    control("resume");
    assertThat(account().paused()).isFalse();
    event(Kind.PAUSED);
    control("resume");
    assertThat(account().paused()).isFalse();
  }

  @Test
  void aTerminatedAccountStaysSoUntilItsPhaseIsAnother() {
    open();
    control("terminate");
    assertThat(account().terminated()).isTrue();
    state.apply(new LedgerEntry.PhaseChanged(1, 0, "normal", "termination", ""));
    assertThat(account().terminated()).isTrue();

    state.apply(new LedgerEntry.PhaseChanged(1, 0, "termination", "normal", ""));
    assertThat(account().terminated()).isFalse();
    event(Kind.TERMINATED);
    assertThat(account().terminated()).isTrue();
  }

  @Test
  void waitingCallsAndDeliverablesAreCounted() {
    open();
    state.apply(new LedgerEntry.Waiting(1, 0, 3, "files.read"));
    assertThat(account().waiting()).isEqualTo(3);
    assertThat(account().waitingFor()).isEqualTo("files.read");
    state.apply(new LedgerEntry.Waiting(2, 0, 0, "files.read"));
    assertThat(account().waiting()).isZero();
    assertThat(account().waitingFor()).isEmpty();

    for (int i = 0; i < 100; i++) {
      state.apply(new LedgerEntry.Delivered(i, 0, "kind" + i % 50, "", List.of()));
    }
    assertThat(account().deliverables()).hasSize(32).containsEntry("kind3", 2L);
    assertThat(account().lastDelivery()).isEqualTo(99);
  }

  @Test
  void anApprovalIsPendingUntilItIsDecided() {
    open();
    for (int i = 0; i < 2000; i++) {
      state.apply(approval(i, Approval.Step.ASKED));
    }
    assertThat(state.steering().approvals()).hasSize(1000);

    state.apply(approval(0, Approval.Step.APPROVED));
    state.apply(approval(1, Approval.Step.DENIED));
    state.apply(approval(2, Approval.Step.EXPIRED));
    assertThat(state.steering().approvals())
        .hasSize(997)
        .first()
        .isEqualTo(approval(3, Approval.Step.ASKED));

    state.apply(new LedgerEntry.Stopped(1, "exit", 0));
    assertThat(state.steering().approvals()).isEmpty();
  }

  @Test
  void aRejectedPolicyLeavesTheOneBefore() {
    state.apply(new LedgerEntry.Started(1, 42, "Main", "0.1.0", "17", "a.yaml", "enforce"));
    state.apply(new LedgerEntry.PolicyChanged(2, "b.yaml", "observe", true, ""));
    state.apply(new LedgerEntry.PolicyChanged(3, "c.yaml", "enforce", false, "line 3: what?"));

    assertThat(state.steering().policy())
        .isEqualTo(new SteeringState.PolicyState("b.yaml", "observe"));
    assertThat(Objects.requireNonNull(state.steering().lastChange()).at()).isEqualTo(3);
  }

  @Test
  void whatIsAskedForSaysHowToAnswer() {
    state.apply(new LedgerEntry.Started(1, 42, "Main", "0.1.0", "17", "a.yaml", "enforce"));
    open();

    Event asked = Objects.requireNonNull(state.apply(approval(7, Approval.Step.ASKED)));

    assertThat(asked.type()).isEqualTo("approval.asked");
    assertThat(asked.severity()).isEqualTo("critical");
    assertThat(asked.message()).contains("7", "rm -rf /", "$2", "`rein approve 42 7`");
  }

  @Test
  void everyWordOfTheGovernorIsAnEvent() {
    open();

    assertThat(
            Stream.of(
                    new LedgerEntry.Controlled(1, 0, "pause", "alice", ""),
                    new LedgerEntry.Controlled(1, 0, "terminate", "alice", "enough"),
                    new LedgerEntry.PolicyChanged(1, "a.yaml", "enforce", true, "2 limits"),
                    new LedgerEntry.PolicyChanged(1, "a.yaml", "enforce", false, "line 1"),
                    new LedgerEntry.Delivered(1, 0, "deployment", "", List.of()),
                    approval(1, Approval.Step.APPROVED),
                    approval(1, Approval.Step.DENIED),
                    approval(1, Approval.Step.EXPIRED),
                    new LimitEvent(1, 0, Kind.THROTTLED, "files.read", 1, 1, ""),
                    new LimitEvent(1, 0, Kind.TERMINATED, "files.read", 1, 1, ""),
                    new LedgerEntry.Granted(1, 0, "file.bytes.read", "budget", 2048))
                .map(state::apply)
                .map(Objects::requireNonNull)
                .map(event -> event.type() + " " + event.severity() + " " + event.message()))
        .containsExactly(
            "control.pause info pause by alice",
            "control.terminate critical terminate by alice: enough",
            "policy.changed info policy a.yaml holds, enforce: 2 limits",
            "policy.rejected warning policy a.yaml is rejected, the one before still holds: line 1",
            "delivered info delivered: deployment",
            "approval.approved info approved by bob, number 1: rm -rf / ($2)",
            "approval.denied warning not approved by bob, number 1: rm -rf / ($2)",
            "approval.expired warning approved by nobody in time, number 1: rm -rf / ($2)",
            "limit.throttled warning calls wait: files.read at 1 of 1",
            "limit.terminated critical terminated: files.read at 1 of 1",
            "limit.granted info granted: 2.0 KiB more of file.bytes.read (budget)");
  }

  @Test
  void onlyTheLastEventsAreKept() {
    open();
    for (int i = 0; i < 1000; i++) {
      state.apply(new LedgerEntry.Notice(i, "info", "notice " + i));
    }

    assertThat(state.events()).hasSize(200);
    assertThat(state.events().get(199).message()).isEqualTo("notice 999");
  }

  @Test
  void memoryIsBoundedWhateverTheLedgerHolds() {
    for (int i = 0; i < 20_000; i++) {
      state.apply(new LedgerEntry.AccountOpened(1, i, "account " + i, null));
      state.apply(new LedgerEntry.Counters(1, 0, List.of(new Delta("resource." + i, 1, 0, 0))));
    }

    assertThat(state.accounts()).hasSize(10_000);
    assertThat(account().resources()).hasSize(1024);
  }

  @Test
  void aLedgerWithoutItsBeginningIsToldAsFarAsItGoes() {
    state.apply(new LedgerEntry.Counters(1, 7, List.of(new Delta("files.read", 1, 0, 0))));

    assertThat(account().id()).isEqualTo("account-7");
    assertThat(resource("files.read").used()).isEqualTo(1);
  }

  @Test
  void whatAddsUpIsTheLedgersWord() {
    state.apply(
        new LedgerEntry.Resources(
            1,
            List.of(
                new ResourceName("cpu.time", "milliseconds", false, true),
                new ResourceName("gc.pause", "milliseconds", false, true),
                new ResourceName("memory.rss", "bytes", true, false),
                // As the first ledgers had it.
                new ResourceName("time.since_deliverable", "milliseconds", true, true))));
    state.apply(new LedgerEntry.AccountOpened(1, 0, "jvm", null));
    state.apply(new LedgerEntry.AccountOpened(1, 1, "coder", "jvm"));
    assertThat(account().resources()).containsOnlyKeys("cpu.time", "gc.pause");
    for (String name : List.of("cpu.time", "gc.pause", "memory.rss", "time.since_deliverable")) {
      count(new Delta(name, 7, 0, 0));
    }
    state.apply(new LedgerEntry.Counters(1, 1, List.of(new Delta("cpu.time", 4, 0, 0))));

    assertThat(state.unattributed()).isEqualTo(Map.of("cpu.time", 3L));
    assertThat(resource("memory.rss").isSum()).isFalse();
    assertThat(resource("time.since_deliverable").isSum()).isFalse();
  }

  @Test
  void aStopIsSeen() {
    assertThat(state.isStopped()).isFalse();
    state.apply(new LedgerEntry.Stopped(1, "exit", 0));
    assertThat(state.isStopped()).isTrue();
  }

  private void open() {
    state.apply(
        new LedgerEntry.Resources(
            1,
            List.of(
                new ResourceName("files.read", "count", false, true),
                new ResourceName("file.bytes.read", "bytes", false, true))));
    state.apply(new LedgerEntry.AccountOpened(1, 0, "jvm", null));
  }

  private void count(Delta... deltas) {
    state.apply(new LedgerEntry.Counters(1, 0, List.of(deltas)));
  }

  private void limit(long amount, String action) {
    limit("budget", amount, action);
  }

  private void limit(String kind, long amount, String action) {
    state.apply(new LedgerEntry.LimitSet(1, 0, "files.read", kind, amount, amount / 2, action));
  }

  private void grant(String kind, long amount) {
    state.apply(new LedgerEntry.Granted(1, 0, "files.read", kind, amount));
  }

  private void control(String command) {
    state.apply(new LedgerEntry.Controlled(1, 0, command, "alice", ""));
  }

  private static Approval approval(long number, Approval.Step step) {
    String by = step == Approval.Step.ASKED || step == Approval.Step.EXPIRED ? "" : "bob";
    return new Approval(1, 0, number, step, "rm -rf /", "", "$2", by);
  }

  private void event(Kind kind) {
    state.apply(new LimitEvent(1, 0, kind, "files.read", 100, 100, ""));
  }

  private AccountState account() {
    return state.accounts().iterator().next();
  }

  private ResourceState resource(String name) {
    ResourceState resource = account().resources().get(name);
    assertThat(resource).isNotNull();
    return Objects.requireNonNull(resource);
  }
}
