package dev.rein.agent.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.policy.Priority;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Only the first in line looks, and whoever becomes first does so at once. */
@Timeout(30)
class WaitingRoomTest {
  private static final long LONGEST = Duration.ofSeconds(60).toNanos();

  private final FakeClock clock = new FakeClock();
  private final WaitingRoom room = new WaitingRoom(clock);

  private static Turn.Outcome await(Turn turn) {
    return turn.await(Turn.FOREVER, LONGEST);
  }

  private Turn.Outcome afterLongest(Turn turn) {
    clock.pass(Duration.ofNanos(LONGEST));
    return await(turn);
  }

  @Test
  void theFirstLooksOnceWithoutBeingCalled() {
    Turn first = room.enter(Priority.STANDARD, 0);

    assertThat(await(first)).isEqualTo(Turn.Outcome.LOOK);
    assertThat(afterLongest(first)).isEqualTo(Turn.Outcome.TIMED_OUT);
  }

  @Test
  void theSecondLooksWhenTheFirstHasLeft() {
    Turn first = room.enter(Priority.STANDARD, 0);
    Turn second = room.enter(Priority.STANDARD, 0);
    room.call();

    first.leave();

    assertThat(await(second)).isEqualTo(Turn.Outcome.LOOK);
    second.leave();
    assertThat(room.isOccupied()).isFalse();
  }

  @Test
  void aCallIsForTheFirstAlone() {
    Turn first = room.enter(Priority.STANDARD, 0);
    Turn second = room.enter(Priority.STANDARD, 0);
    assertThat(await(first)).isEqualTo(Turn.Outcome.LOOK);

    room.call();

    assertThat(await(first)).isEqualTo(Turn.Outcome.LOOK);
    assertThat(afterLongest(second)).isEqualTo(Turn.Outcome.TIMED_OUT);
  }

  @Test
  void aSummonsIsForAllAndForOnce() {
    Turn first = room.enter(Priority.STANDARD, 0);
    Turn second = room.enter(Priority.STANDARD, 0);
    room.callAll();

    assertThat(await(first)).isEqualTo(Turn.Outcome.LOOK);
    assertThat(await(second)).isEqualTo(Turn.Outcome.LOOK);
    assertThat(afterLongest(second)).isEqualTo(Turn.Outcome.TIMED_OUT);
  }

  @Test
  void oneOfHigherPriorityIsFirstFromNowOn() {
    Turn low = room.enter(Priority.LOW, 0);
    Turn high = room.enter(Priority.HIGH, 0);
    room.call();

    assertThat(await(high)).isEqualTo(Turn.Outcome.LOOK);
    high.leave();
    assertThat(await(low)).isEqualTo(Turn.Outcome.LOOK);
  }

  @Test
  void timeThatWasWaitedBeforeCounts() {
    Turn first = room.enter(Priority.STANDARD, 0);
    Turn back = room.enter(Priority.STANDARD, Duration.ofSeconds(59).toNanos());
    assertThat(await(back)).as("goes before one that has just come").isEqualTo(Turn.Outcome.LOOK);
    clock.pass(Duration.ofSeconds(1));

    assertThat(await(back)).isEqualTo(Turn.Outcome.TIMED_OUT);
    back.leave();
    assertThat(await(first)).isEqualTo(Turn.Outcome.LOOK);
  }

  @Test
  void theInterruptStays() {
    Turn turn = room.enter(Priority.STANDARD, 0);
    Thread.currentThread().interrupt();

    assertThat(await(turn)).isEqualTo(Turn.Outcome.INTERRUPTED);
    assertThat(Thread.interrupted()).isTrue();
  }
}
