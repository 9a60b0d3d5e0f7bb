package dev.rein.agent.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.Delta;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent.Kind;
import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import java.util.List;
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
                new ResourceName("files.read", "count", false),
                new ResourceName("file.bytes.read", "bytes", false))));
    state.apply(new LedgerEntry.AccountOpened(1, 0, "jvm", null));
  }

  private void count(Delta... deltas) {
    state.apply(new LedgerEntry.Counters(1, 0, List.of(deltas)));
  }

  private void limit(long amount, String action) {
    state.apply(new LedgerEntry.LimitSet(1, 0, "files.read", "budget", amount, amount / 2, action));
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
    return java.util.Objects.requireNonNull(resource);
  }
}
