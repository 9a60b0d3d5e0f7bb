package dev.rein.agent.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rate is exact: not a token is lost or won by rounding or by races. */
class TokenBucketTest {
  /** Fills by parts of one each nanosecond, as the definition says it. */
  private static final class Model {
    private final long amount;
    private final long window;
    private final long burst;
    private long now;
    private long parts;

    Model(long amount, long window, long burst) {
      this.amount = amount;
      this.window = window;
      this.burst = burst;
      this.parts = burst * window;
    }

    long level() {
      return Math.floorDiv(parts, window);
    }

    void passTo(long time) {
      parts = Math.min(burst * window, parts + (time - now) * amount);
      now = time;
    }

    boolean tryTake(long wanted) {
      if (level() < Math.min(wanted, burst)) {
        return false;
      }
      parts -= wanted * window;
      return true;
    }
  }

  @Test
  void doesWhatTheModelDoes() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      // Of larger ones, parts are rounded; see below.
      long amount = 1 + random.nextLong(7);
      long window = 1 + random.nextLong(50);
      long burst = 1 + random.nextLong(30);
      long start = random.nextLong();
      TokenBucket bucket = new TokenBucket(amount, window, burst, start);
      Model model = new Model(amount, window, burst);
      long time = 0;
      for (int step = 0; step < 100; step++) {
        time += random.nextLong(20);
        model.passTo(time);
        long wanted = 1 + random.nextLong(10);
        assertThat(bucket.available(start + time)).isEqualTo(model.level());
        assertThat(bucket.tryTake(wanted, start + time)).isEqualTo(model.tryTake(wanted));
      }
    }
  }

  /** Whenever the burst comes, the next one is a whole step later and not the rest of one. */
  @Test
  void partsOfOneDoNotOutlastAFullBucket() {
    for (long idle = 1; idle <= 3_000; idle += 7) {
      TokenBucket bucket = new TokenBucket(1, 1_000, 5, 0);
      for (int i = 0; i < 5; i++) {
        assertThat(bucket.tryTake(1, idle)).isTrue();
      }

      assertThat(bucket.tryTake(1, idle + 999)).as("after %s ns without use", idle).isFalse();
      assertThat(bucket.tryTake(1, idle + 1_000)).isTrue();
    }
  }

  /** Amounts that do not divide the window, and so large that parts of one are few. */
  @ParameterizedTest
  @ValueSource(longs = {7, 999, 10_007, 123_456_789, 2_147_483_647, 1_999_999_973})
  void noneComesEarlyByANanosecond(long amount) {
    long window = 1_000_000_000;
    Random random = new Random(9);
    for (int round = 0; round < 1_000; round++) {
      long idle = random.nextLong(300_000_000 * window);
      long burst = 20 + random.nextLong(amount);
      TokenBucket bucket = new TokenBucket(amount, window, burst, 0);
      assertThat(bucket.tryTake(burst, idle)).isTrue();

      long next = (window + amount - 1) / amount;
      assertThat(bucket.nanosUntil(1, idle)).isBetween(next - 1, next);
      assertThat(bucket.tryTake(1, idle + next)).isTrue();
      assertThat(bucket.tryTake(1 + next * amount / window, idle + next)).isFalse();
    }
  }

  @Test
  void whatIsGivenBackDoesNotOverfill() {
    TokenBucket bucket = new TokenBucket(1, 1_000, 2, 0);
    assertThat(bucket.tryTake(1, 0)).isTrue();
    assertThat(bucket.tryTake(1, 5_500)).isTrue();
    bucket.giveBack(1);
    bucket.giveBack(1);

    assertThat(bucket.available(5_500)).isEqualTo(2);
    assertThat(bucket.nanosUntil(2, 5_500)).isZero();
    assertThat(bucket.tryTake(2, 5_500)).isTrue();
    assertThat(bucket.tryTake(1, 6_499)).isFalse();
  }

  @Test
  void tellsTheFirstMomentThatAnAmountIsThere() {
    Random random = new Random(8);
    for (int round = 0; round < 2_000; round++) {
      long burst = 1 + random.nextLong(30);
      TokenBucket bucket =
          new TokenBucket(1 + random.nextLong(20), 1 + random.nextLong(50), burst, 5);
      long now = 5 + random.nextLong(100);
      bucket.take(random.nextLong(60), now);
      long wanted = 1 + random.nextLong(10);

      long wait = bucket.nanosUntil(wanted, now);

      if (wait > 0) {
        assertThat(bucket.tryTake(wanted, now + wait - 1)).isFalse();
      }
      assertThat(bucket.tryTake(wanted, now + wait)).isTrue();
    }
  }

  @Test
  void enormousAmountsAreNeitherWonNorLost() {
    TokenBucket bucket = new TokenBucket(1, 1_000, 1, 0);
    bucket.take(Long.MAX_VALUE, 0);
    bucket.take(Long.MAX_VALUE, 0);

    assertThat(bucket.tryTake(1, 1_000_000)).isFalse();
    assertThat(bucket.tryTake(Long.MAX_VALUE, 1_000_000)).isFalse();
  }

  @Test
  void racingThreadsGetExactlyWhatTheRateBrings() throws InterruptedException {
    long window = 1_000;
    TokenBucket bucket = new TokenBucket(10, window, 50, 0);
    AtomicLong clock = new AtomicLong();
    AtomicLong passed = new AtomicLong(1);
    // So that the bucket, which is full, is so at 0 for the last time.
    assertThat(bucket.tryTake(1, 0)).isTrue();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread thread =
          new Thread(
              () -> {
                // Time goes on by one for each try, so that the bucket never runs over.
                for (int n = 0; n < 50_000; n++) {
                  if (bucket.tryTake(1, clock.incrementAndGet())) {
                    passed.incrementAndGet();
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    while (bucket.tryTake(1, clock.get())) {
      passed.incrementAndGet();
    }

    assertThat(passed.get()).isEqualTo(50 + clock.get() * 10 / window);
  }
}
