package dev.rein.agent.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.Delta;
import dev.rein.agent.ledger.LedgerEntry.HookState;
import dev.rein.agent.ledger.LedgerEntry.HookState.State;
import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private final LedgerState ledger = new LedgerState();

  @Test
  void theLastStateOfAHookCounts() {
    coverage(hook("file", "a", State.INSTALLED), hook("OkHttp", "b", State.WAITING));
    coverage(hook("OkHttp", "b", State.MISSING));

    CoverageState state = ledger.coverage();
    assertThat(state.areas()).containsOnlyKeys("OkHttp", "file");
    assertThat(state.count(State.INSTALLED)).isEqualTo(1);
    assertThat(state.count(State.WAITING)).isZero();
    assertThat(state.missing()).extracting(HookState::hook).containsExactly("b");
  }

  @Test
  void whatAgentsUsedIsAttributed() {
    ledger.apply(
        new LedgerEntry.Resources(
            1, List.of(new ResourceName("files.read", "count", false, true))));
    ledger.apply(new LedgerEntry.AccountOpened(1, 0, "jvm", null));
    assertThat(Attribution.of(ledger.accounts())).isEmpty();

    count(0, 40);
    assertThat(attribution().share()).isEqualTo(1.0);

    ledger.apply(new LedgerEntry.AccountOpened(1, 1, "lead", "jvm"));
    ledger.apply(new LedgerEntry.AccountOpened(1, 2, "sub", "lead"));
    count(1, 28);
    count(2, 20);
    assertThat(attribution()).isEqualTo(new Attribution("files.read", "count", 40, 12));
    assertThat(attribution().share()).isEqualTo(0.3);

    // The JVM's account was read before its agent's.
    count(1, 100);
    assertThat(attribution().unattributed()).isZero();
  }

  @Test
  void whatABrokenLedgerCanTellIsBounded() {
    for (int i = 0; i < 20_000; i++) {
      ledger.apply(
          new LedgerEntry.Coverage(
              1, List.of(hook("g", "h" + i, State.MISSING)), List.of("off"), List.of("lib")));
    }

    assertThat(ledger.coverage().missing()).hasSize(5_000);
    assertThat(ledger.coverage().switchedOff()).hasSize(1_000);
    assertThat(ledger.coverage().libraries()).hasSize(1_000);
  }

  private Attribution attribution() {
    List<Attribution> all = Attribution.of(ledger.accounts());
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private void count(int account, long used) {
    ledger.apply(
        new LedgerEntry.Counters(1, account, List.of(new Delta("files.read", used, 0, 0))));
  }

  private void coverage(HookState... hooks) {
    ledger.apply(new LedgerEntry.Coverage(1, List.of(hooks), List.of(), List.of()));
  }

  private static HookState hook(String area, String name, State state) {
    return new HookState(area, name, state, "");
  }
}
