package dev.rein.agent.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is hot of late, in a bounded table. */
final class HotSpotsTest {
  private final HotSpots spots = new HotSpots(0);

  @Test
  void theHottestIsFirst() {
    spots.add("a", 1, 0);
    spots.add("b", 2, 0);
    spots.add("a", 4, 0);
    spots.add("c", 1, 0);
    assertThat(spots.hottest(2))
        .containsExactly(new HotSpots.Spot("a", 0.625), new HotSpots.Spot("b", 0.25));
  }

  @Test
  void nothingIsHotWithoutSamples() {
    assertThat(spots.hottest(10)).isEmpty();
  }

  @Test
  void olderSamplesCountLess() {
    spots.add("old", 2, 0);
    spots.add("new", 1, 2 * HotSpots.HALF_LIFE_NANOS);
    List<HotSpots.Spot> hottest = spots.hottest(2);
    assertThat(hottest).extracting(HotSpots.Spot::name).containsExactly("new", "old");
    assertThat(hottest.get(1).share()).isCloseTo(1 / 3.0, within(1e-9));
  }

  @Test
  void weeksOfSamplesDoNotOverflow() {
    for (int hour = 0; hour < 5_000; hour++) {
      spots.add("always", 1, hour * 60L * HotSpots.HALF_LIFE_NANOS);
      spots.add("always too", 1, hour * 60L * HotSpots.HALF_LIFE_NANOS);
    }
    assertThat(spots.hottest(2).get(0).share()).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void whatIsFrequentGetsIntoAFullTable() {
    for (int i = 0; i < 100_000; i++) {
      spots.add("once " + i, 1, 0);
      if (i % 10 == 0) {
        spots.add("frequent", 1, 0);
      }
    }
    assertThat(spots.hottest(1).get(0).name()).isEqualTo("frequent");
    assertThat(spots.hottest(Integer.MAX_VALUE)).hasSize(HotSpots.MOST);
  }
}
