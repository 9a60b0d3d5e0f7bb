package dev.rein.agent.sample.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RecorderVolumeTest {
  private static final long MB = 1L << 20;

  @Test
  void keepsATwentiethFreeWithinBounds() {
    assertThat(RecorderVolume.margin(100 * MB)).isEqualTo(64 * MB);
    assertThat(RecorderVolume.margin(2_000 * MB)).isEqualTo(100 * MB);
    assertThat(RecorderVolume.margin(4_000_000 * MB)).isEqualTo(1024 * MB);
  }
}
