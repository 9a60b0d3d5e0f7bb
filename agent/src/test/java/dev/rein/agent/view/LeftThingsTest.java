package dev.rein.agent.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LifecycleEntry.Cleaned;
import dev.rein.agent.ledger.LifecycleEntry.LeftOpen;
import dev.rein.agent.ledger.LifecycleEntry.LeftOpen.Kind;
import dev.rein.agent.ledger.LifecycleEntry.LeftOpen.Stage;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class LeftThingsTest {
  private final LedgerState state = new LedgerState();

  @Test
  void whatIsStoppedOrCleanedIsNotLeft() {
    apply(open(1, Stage.OPEN, Kind.TEMP_FILE, 0), open(2, Stage.AGENT_END, Kind.TEMP_FILE, 0));
    apply(open(3, Stage.AGENT_END, Kind.PROCESS, 4711), open(4, Stage.AGENT_END, Kind.SLOT, 0));
    apply(cleaned(1, Cleaned.Result.STOPPED), cleaned(2, Cleaned.Result.CLEANED));
    apply(new LedgerEntry.ProcessEnded(5, 1, 4711, 0, 5), cleaned(4, Cleaned.Result.FAILED));

    assertThat(state.left().all()).extracting(LeftOpen::number).containsExactly(4L);
    assertThat(state.left().failure(state.left().all().iterator().next())).isEqualTo("why");
  }

  @Test
  void aChildThatWasNotToldYetIsLeftUntilItEnds() {
    apply(new LedgerEntry.ProcessStarted(1, 1, 4711, "a"));
    apply(new LedgerEntry.ProcessStarted(1, 1, 4712, "b"));
    assertThat(state.left().children()).hasSize(2);

    apply(open(1, Stage.OPEN, Kind.PROCESS, 4711));
    apply(new LedgerEntry.ProcessEnded(5, 1, 4712, 0, 5));

    assertThat(state.left().children()).isEmpty();
    assertThat(state.left().all()).hasSize(1);
  }

  @Test
  void aBrokenLedgerCannotFillTheMemory() {
    for (int i = 0; i < 10_005; i++) {
      apply(open(i, Stage.OPEN, Kind.SLOT, 0));
    }

    assertThat(state.left().all()).hasSize(10_000);
    assertThat(state.left().beyond()).isEqualTo(5);
  }

  @Test
  void onlyEndsAreEvents() {
    assertThat(state.apply(open(1, Stage.OPEN, Kind.PROCESS, 4711))).isNull();
    Event left = Objects.requireNonNull(state.apply(open(1, Stage.JVM_END, Kind.PROCESS, 4711)));

    assertThat(left.type()).isEqualTo("lifecycle.left_open");
    assertThat(left.severity()).isEqualTo("warning");
    assertThat(left.message())
        .isEqualTo("left open at the end of the JVM: process 4711 name, started at where");
    assertThat(state.apply(cleaned(1, Cleaned.Result.STOPPED))).isNull();
    assertThat(Objects.requireNonNull(state.apply(cleaned(1, Cleaned.Result.FAILED))).message())
        .isEqualTo("not cleaned: name: why");
  }

  private void apply(LedgerEntry... entries) {
    for (LedgerEntry entry : entries) {
      Event unused = state.apply(entry);
    }
  }

  private static LeftOpen open(long number, Stage stage, Kind kind, long id) {
    return new LeftOpen(5, 1, number, stage, kind, id, "name", 5, "where", "thread", false);
  }

  private static Cleaned cleaned(long number, Cleaned.Result result) {
    return new Cleaned(5, 1, number, result, "name", "why");
  }
}
