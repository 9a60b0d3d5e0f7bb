package dev.rein.agent.sample.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.account.NanoClock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the sampler says of this very machine and process. */
final class HostSamplerTest {
  private static final Duration BURNED = Duration.ofMillis(300);

  /** User and system time are rounded down to 10 ms each, at both looks. */
  private static final Duration ROUNDING = Duration.ofMillis(40);

  private final List<String> problems = new ArrayList<>();
  private final HostSampler sampler = HostSampler.create(problems::add, Runnable::run);

  @Test
  @EnabledOnOs(OS.LINUX)
  void memoryIsWhatTheKernelSays() throws IOException {
    HostSample sample = sampler.sample();
    KernelFiles kernel = new KernelFiles();
    long machine = kernel.value(Path.of("/proc/meminfo"), "MemTotal") * 1024;
    long rss = kernel.value(Path.of("/proc/self/status"), "VmRSS") * 1024;
    assertThat(sample.memoryTotal()).isPositive().isLessThanOrEqualTo(machine);
    assertThat(sample.memoryUsed()).isPositive().isLessThanOrEqualTo(sample.memoryTotal());
    assertThat(sample.memoryShare()).isStrictlyBetween(0.0, 1.0);
    assertThat(sample.processRss()).isBetween(rss / 2, rss * 2);
    assertThat(problems).isEmpty();
  }

  @Test
  void cpuTimeHasAllThatAThreadHasUsed() {
    HostSample before = sampler.sample();
    burn();
    HostSample after = sampler.sample();
    assertThat(after.processCpuNanos() - before.processCpuNanos())
        .isGreaterThan(BURNED.minus(ROUNDING).toNanos());
  }

  @Test
  void theShareOfTheHostIsSinceTheLookBefore() {
    assertThat(sampler.sample().cpuShare()).isNaN();
    burn();
    HostSample after = sampler.sample();
    assertThat(after.cpuShare()).isGreaterThan(0).isLessThanOrEqualTo(1);
    assertThat(after.processors())
        .isGreaterThan(0)
        .isLessThanOrEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void aSystemThatOshiDoesNotKnowIsAskedByTheJdksBean() {
    HostSampler elsewhere = elsewhere(Path.of("/no-such-folder"));
    HostSample sample = elsewhere.sample();
    assertThat(sample.memoryTotal()).isPositive();
    assertThat(sample.memoryUsed()).isPositive();
    assertThat(sample.processCpuNanos()).isPositive();
    assertThat(sample.processRss()).isEqualTo(HostSample.UNKNOWN);
    assertThat(problems).isEmpty();
  }

  private HostSampler elsewhere(Path process) {
    return new HostSampler(process, false, NanoClock.SYSTEM, problems::add, Runnable::run);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void withoutTheProcesssFilesTheRestIsKnown(@TempDir Path empty) {
    HostSampler half = new HostSampler(empty, true, NanoClock.SYSTEM, problems::add, Runnable::run);
    half.sample();
    HostSample sample = half.sample();
    assertThat(sample.processRss()).isEqualTo(HostSample.UNKNOWN);
    assertThat(sample.memoryTotal()).isPositive();
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("the memory of the process cannot be read: ");
  }

  @Test
  void whatIsNotKnownHasNoShare() {
    long unknown = HostSample.UNKNOWN;
    assertThat(new HostSample(0, unknown, unknown, 0, 0, 1).memoryShare()).isNaN();
  }

  /** Until this thread's own counter says so. */
  private static void burn() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + BURNED.toNanos();
    while (threads.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }
}
