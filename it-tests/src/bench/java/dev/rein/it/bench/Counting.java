package dev.rein.it.bench;

import dev.rein.agent.account.Meter;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One use counted by threads that share a meter, beside what the JDK has for counting. */
@State(Scope.Benchmark)
public class Counting {
  private static final long FAR_BUDGET = 1L << 50;
  private static final long FAR_MARK = FAR_BUDGET / 5 * 4;

  private final Meter unlimited = new Meter(false);
  private final Meter limited = new Meter(false);
  private final Meter limitedBytes = new Meter(false);
  private final LongAdder adder = new LongAdder();
  private final AtomicLong atomic = new AtomicLong();

  @Benchmark
  public long useWithoutLimit() {
    return unlimited.tryAdd(1, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  @Benchmark
  public long useFarFromBudget() {
    return limited.tryAdd(1, FAR_BUDGET, FAR_MARK);
  }

  @Benchmark
  public long bytesFarFromBudget() {
    return limitedBytes.addAmount(100, FAR_MARK);
  }

  @Benchmark
  public void longAdder() {
    adder.increment();
  }

  @Benchmark
  public long atomicLong() {
    return atomic.incrementAndGet();
  }
}
