package dev.rein.agent.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A rate is exact: not a token is lost or won by rounding or by races. */
class TokenBucketTest {
  /** Looks at each nanosecond, as the definition says it. */
  private static final class Model {
    private final long amount;
    private final long window;
    private final long burst;
    private long now;
    private long brought;
    private long level;

    Model(long amount, long window, long burst) {
      this.amount = amount;
      this.window = window;
      this.burst = burst;
      this.level = burst;
    }

    void passTo(long time) {
      while (now < time) {
        now++;
        long by = now * amount / window;
        level = Math.min(burst, level + by - brought);
        brought = by;
      }
    }

    boolean tryTake(long wanted) {
      if (level < Math.min(wanted, burst)) {
        return false;
      }
      level -= wanted;
      return true;
    }
  }

  @Test
  void doesWhatTheModelDoes() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      long amount = 1 + random.nextLong(20);
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
        assertThat(bucket.available(start + time)).isEqualTo(model.level);
        assertThat(bucket.tryTake(wanted, start + time)).isEqualTo(model.tryTake(wanted));
      }
    }
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
    AtomicLong passed = new AtomicLong();
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
