package dev.rein.agent.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.governor.RecommendedMaximum.Load;
import org.junit.jupiter.api.Test;

/** One more when it is made use of and the load is low, a tenth less when the load is too high. */
class RecommendedMaximumTest {
  private final RecommendedMaximum maximum = new RecommendedMaximum(10);

  @Test
  void growsByOneWhereHalfOfItIsWanted() {
    maximum.sample(Load.LOW, 4);
    assertThat(maximum.value()).isEqualTo(10);
    maximum.sample(Load.LOW, 5);
    assertThat(maximum.value()).isEqualTo(11);
  }

  @Test
  void staysWhileTheLoadIsNeitherLowNorHigh() {
    maximum.sample(Load.FAIR, 100);
    assertThat(maximum.value()).isEqualTo(10);
  }

  @Test
  void shrinksByATenthAndNotBelowOne() {
    maximum.sample(Load.HIGH, 0);
    assertThat(maximum.value()).isEqualTo(9);
    for (int i = 0; i < 100; i++) {
      maximum.sample(Load.HIGH, 100);
    }
    assertThat(maximum.value()).isEqualTo(1);
    maximum.sample(Load.LOW, 1);
    assertThat(maximum.value()).isEqualTo(2);
  }

  @Test
  void hasABound() {
    for (int i = 0; i < 2 * RecommendedMaximum.MOST; i++) {
      maximum.sample(Load.LOW, RecommendedMaximum.MOST);
    }
    assertThat(maximum.value()).isEqualTo(RecommendedMaximum.MOST);
  }
}
