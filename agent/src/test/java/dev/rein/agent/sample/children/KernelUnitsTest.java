package dev.rein.agent.sample.children;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class KernelUnitsTest {
  @Test
  void areWhatTheSystemSays() throws IOException {
    KernelUnits units = KernelUnits.read(new File("/proc"));
    assertThat(units.pageBytes()).isEqualTo(getconf("PAGESIZE"));
    assertThat(units.ticksPerSecond()).isEqualTo(getconf("CLK_TCK"));
  }

  @Test
  void areTheUsualOnesWhereNothingIsSaid() {
    assertThat(KernelUnits.read(new File("/nowhere"))).isEqualTo(KernelUnits.USUAL);
    assertThat(KernelUnits.of(ByteBuffer.allocate(37))).isEqualTo(KernelUnits.USUAL);
  }

  @Test
  void readsPairs() {
    ByteBuffer vector = ByteBuffer.allocate(64);
    vector.putLong(3).putLong(77).putLong(6).putLong(65536).putLong(17).putLong(250).flip();
    KernelUnits units = KernelUnits.of(vector);
    assertThat(units).isEqualTo(new KernelUnits(65536, 250));
    assertThat(units.millis(3)).isEqualTo(12);
    assertThat(units.bytes(2)).isEqualTo(131_072);
  }

  private static long getconf(String name) throws IOException {
    Process process = new ProcessBuilder("getconf", name).start();
    return Long.parseLong(process.inputReader(UTF_8).readLine());
  }
}
