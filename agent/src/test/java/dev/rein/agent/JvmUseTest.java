package dev.rein.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.governor.TestGovernor;
import dev.rein.agent.sample.PlatformThreads.Use;
import dev.rein.agent.sample.host.HostSample;
import dev.rein.api.Resource;
import org.junit.jupiter.api.Test;

/** What the JVM is charged with, of what its process and its threads have used in all. */
final class JvmUseTest {
  private static final long MILLI = 1_000_000;

  private final TestGovernor test = TestGovernor.unlimited();
  private final JvmUse atMain = new JvmUse(test.governor(), true);

  private static HostSample process(long cpuNanos) {
    return new HostSample(Double.NaN, HostSample.UNKNOWN, 0, cpuNanos, HostSample.UNKNOWN, 2);
  }

  private long used(Resource resource) {
    return TestGovernor.used(test.jvm(), resource);
  }

  @Test
  void partsOfAMillisecondComeLater() {
    atMain.chargeProcess(process(3 * MILLI + MILLI / 2));
    assertThat(used(Resource.CPU_TIME)).isEqualTo(3);
    atMain.chargeProcess(process(4 * MILLI));
    assertThat(used(Resource.CPU_TIME)).isEqualTo(4);
    atMain.chargeProcess(process(HostSample.UNKNOWN));
    assertThat(used(Resource.CPU_TIME)).isEqualTo(4);
  }

  @Test
  void whatWasUsedBeforeReinCameDoesNotCount() {
    JvmUse attached = new JvmUse(test.governor(), false);
    attached.chargeThreads(Use.NONE, 1_000);
    attached.chargeProcess(process(500 * MILLI));
    attached.chargeThreads(Use.NONE, 1_010);
    attached.chargeProcess(process(507 * MILLI));
    assertThat(used(Resource.MEMORY_ALLOCATED)).isEqualTo(10);
    assertThat(used(Resource.CPU_TIME)).isEqualTo(7);
  }

  @Test
  void reinsOwnPartIsApart() {
    atMain.chargeThreads(new Use(2 * MILLI, 30), 100);
    atMain.chargeProcess(process(5 * MILLI));
    assertThat(used(Resource.CPU_TIME)).isEqualTo(3);
    assertThat(used(Resource.MEMORY_ALLOCATED)).isEqualTo(100);
    assertThat(used(Resource.REIN_CPU)).isEqualTo(2);
    assertThat(used(Resource.REIN_ALLOCATED)).isEqualTo(30);
  }

  @Test
  void aThreadThatIsCountedTwiceWhileItEndsIsChargedOnce() {
    atMain.chargeThreads(Use.NONE, 100);
    atMain.chargeThreads(Use.NONE, 180);
    atMain.chargeThreads(Use.NONE, 140);
    atMain.chargeThreads(Use.NONE, 200);
    assertThat(used(Resource.MEMORY_ALLOCATED)).isEqualTo(200);
  }

  @Test
  void whatIsNotKnownIsNoLevel() {
    atMain.setLevels(process(0), Double.NaN);
    assertThat(used(Resource.HOST_CPU)).isZero();
    assertThat(used(Resource.MEMORY_RSS)).isZero();
    assertThat(used(Resource.MEMORY_HEAP)).isPositive();
    atMain.setLevels(process(0), 0.4);
    assertThat(used(Resource.HOST_CPU)).as("the flight recorder knows it").isEqualTo(40);
    atMain.setLevels(new HostSample(0.7, 3, 4, 0, 512, 2), 0.4);
    assertThat(used(Resource.HOST_CPU)).isEqualTo(70);
    assertThat(used(Resource.HOST_MEMORY)).isEqualTo(75);
    assertThat(used(Resource.MEMORY_RSS)).isEqualTo(512);
  }
}
