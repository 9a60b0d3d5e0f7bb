package dev.rein.agent.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What the JVM says of its threads. */
final class PlatformThreadsTest {
  private final List<String> problems = new ArrayList<>();
  private final ThreadCounters counters =
      Objects.requireNonNull(ThreadCounters.create(problems::add));
  private final ThreadLooks looks = new ThreadLooks(counters, thread -> !thread.isDaemon());

  @Test
  void aThreadKnowsWhatItUses() {
    long cpu = counters.currentCpuNanos();
    long allocated = counters.currentAllocated();
    byte[] block = new byte[1 << 20];
    assertThat(counters.currentAllocated() - allocated).isGreaterThanOrEqualTo(block.length);
    assertThat(counters.currentCpuNanos()).isGreaterThanOrEqualTo(cpu);
    assertThat(problems).isEmpty();
  }

  @Test
  void reinsOwnThreadsAreApart() throws InterruptedException {
    CountDownLatch allocated = new CountDownLatch(1);
    CountDownLatch seen = new CountDownLatch(1);
    PlatformThreads before = looks.look();
    Thread own =
        new Thread(
            () -> {
              byte[] block = new byte[8 << 20];
              allocated.countDown();
              await(seen);
              assertThat(block).hasSize(8 << 20);
            },
            "rein-test");
    own.start();
    allocated.await();
    PlatformThreads after = looks.look();
    seen.countDown();
    own.join();
    assertThat(after.ids()).contains(own.getId()).contains(Thread.currentThread().getId());
    assertThat(after.own().since(before.own()).allocated()).isGreaterThanOrEqualTo(8 << 20);
    assertThat(before.own().since(after.own()).allocated()).isZero();
    assertThat(looks.look().own().allocated())
        .as("also of those that have ended")
        .isGreaterThanOrEqualTo(after.own().allocated());
  }

  @Test
  void theProgramsThreadsAreAsTheyAreNow() {
    PlatformThreads before = looks.look();
    byte[] block = new byte[8 << 20];
    PlatformThreads after = looks.look();
    assertThat(after.programAllocated() - before.programAllocated())
        .isGreaterThanOrEqualTo(block.length);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
