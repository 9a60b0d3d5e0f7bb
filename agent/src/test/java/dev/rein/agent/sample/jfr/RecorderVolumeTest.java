package dev.rein.agent.sample.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RecorderVolumeTest {
  private static final long MB = 1L << 20;

  @Test
  void keepsATwentiethFreeWithinBounds() {
    assertThat(RecorderVolume.margin(100 * MB)).isEqualTo(256 * MB);
    assertThat(RecorderVolume.margin(10_000 * MB)).isEqualTo(500 * MB);
    assertThat(RecorderVolume.margin(4_000_000 * MB)).isEqualTo(2048 * MB);
  }

  @Test
  void looksAheadWhereSpaceShrinks() {
    assertThat(RecorderVolume.isFillingUp(Long.MAX_VALUE, 10 * MB)).isFalse();
    assertThat(RecorderVolume.isFillingUp(4_000 * MB, 5_000 * MB)).isFalse();
    assertThat(RecorderVolume.isFillingUp(4_000 * MB, 3_900 * MB)).isFalse();
    assertThat(RecorderVolume.isFillingUp(4_000 * MB, 2_900 * MB)).isTrue();
    assertThat(RecorderVolume.isFillingUp(4_000 * MB, 0)).isTrue();
  }
}
