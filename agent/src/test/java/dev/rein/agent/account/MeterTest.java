package dev.rein.agent.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bound is met exactly and a mark is noticed, however many threads race. */
final class MeterTest {
  private static final int THREADS = 16;
  private static final long NONE = Long.MAX_VALUE;

  @Test
  void countsWhatOneThreadDoes() {
    Meter meter = new Meter(false);
    assertThat(meter.tryAdd(1, 2, NONE)).isEqualTo(1);
    assertThat(meter.tryAdd(1, 2, NONE)).isEqualTo(2);
    assertThat(meter.tryAdd(1, 2, NONE)).isEqualTo(Meter.EXCEEDED);
    meter.giveBack(1);
    assertThat(meter.tryAdd(1, 2, NONE)).isEqualTo(2);
    assertThat(meter.used()).isEqualTo(2);
  }

  @Test
  void aGaugeDoesNotGoBelowZero() {
    Meter meter = new Meter(true);
    meter.giveBack(1);
    assertThat(meter.tryAdd(1, 1, NONE)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 7, 1_000, 30_000, 200_000})
  void exactlyTheBoundPasses(long bound) throws InterruptedException {
    for (int round = 0; round < 5; round++) {
      Meter meter = new Meter(false);
      LongAdder passed = new LongAdder();
      inThreads(
          () -> {
            for (long i = 0; i < bound / 4 + 1_000; i++) {
              if (meter.tryAdd(1, bound, NONE) != Meter.EXCEEDED) {
                passed.increment();
              }
            }
          });
      assertThat(passed.sum()).isEqualTo(bound);
      assertThat(meter.used()).isEqualTo(bound);
    }
  }

  @Test
  void whatIsGivenBackCanBeHadAgain() throws InterruptedException {
    long bound = 50_000;
    Meter meter = new Meter(false);
    LongAdder passed = new LongAdder();
    LongAdder givenBack = new LongAdder();
    inThreads(
        () -> {
          for (int i = 0; i < 20_000; i++) {
            if (meter.tryAdd(1, bound, NONE) != Meter.EXCEEDED) {
              passed.increment();
              if (i % 3 == 0) {
                meter.giveBack(1);
                givenBack.increment();
              }
            }
          }
        });
    long inUse = passed.sum() - givenBack.sum();
    assertThat(meter.used()).isEqualTo(inUse);
    assertThat(inUse).isBetween(bound - THREADS, bound);
    assertThat(passed.sum()).isGreaterThan(bound);
  }

  @Test
  void theUseThatReachesTheMarkIsTold() throws InterruptedException {
    long mark = 80_000;
    Meter meter = new Meter(false);
    LongAdder told = new LongAdder();
    inThreads(
        () -> {
          for (int i = 0; i < 10_000; i++) {
            if (meter.tryAdd(1, NONE, mark) == mark) {
              told.increment();
            }
          }
        });
    assertThat(told.sum()).isEqualTo(1);
    assertThat(meter.used()).isEqualTo(10_000L * THREADS);
  }

  @Test
  void amountsAddUpAndTheMarkIsNoticedInTime() throws InterruptedException {
    long mark = 50_000_000;
    long largest = 4_000;
    Meter meter = new Meter(false);
    AtomicLong firstTold = new AtomicLong(NONE);
    LongAdder total = new LongAdder();
    inThreads(
        () -> {
          for (int i = 0; i < 5_000; i++) {
            long amount = 1 + i * 31L % largest;
            total.add(amount);
            long used = meter.addAmount(amount, mark);
            if (used >= mark) {
              firstTold.accumulateAndGet(used, Math::min);
            }
          }
        });
    assertThat(meter.used()).isEqualTo(total.sum());
    assertThat(firstTold.get()).isBetween(mark, mark + largest);
  }

  private static void inThreads(Runnable task) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                task.run();
              });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
