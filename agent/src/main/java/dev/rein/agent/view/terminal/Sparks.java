package dev.rein.agent.view.terminal;

import dev.rein.agent.view.AccountState;
import dev.rein.agent.view.Bars;
import dev.rein.agent.view.LedgerState;
import dev.rein.agent.view.LedgerTime;
import dev.rein.agent.view.Measured;
import dev.rein.agent.view.ResourceState;
import dev.rein.agent.view.Trend;
import java.util.Arrays;

/** How CPU time and memory of accounts went of late, as bars of one scale for the whole JVM. */
final class Sparks {
  /** The last minute. */
  static final int SPANS = 12;

  /** What a full bar stands for at least, so that next to nothing looks like it. */
  private static final long LEAST_CPU = Trend.SPAN / 4;

  private static final long LEAST_BYTES = (Trend.SPAN / 1000) << 23;

  private final Bars bars;
  private final long looked;
  private final long fullCpu;
  private final long fullBytes;

  /**
   * @param now in milliseconds since 1970 for a JVM that runs still; 0 for one that does not
   */
  Sparks(LedgerState content, long now, Bars bars) {
    this.bars = bars;
    this.looked = LedgerTime.looked(content.lastLook(), now);
    this.fullCpu = most(content, Measured.CPU_TIME, LEAST_CPU);
    this.fullBytes = most(content, Measured.ALLOCATED, LEAST_BYTES);
  }

  String cpu(AccountState account) {
    return bars.of(spans(account, Measured.CPU_TIME), fullCpu);
  }

  String memory(AccountState account) {
    return bars.of(spans(account, Measured.ALLOCATED), fullBytes);
  }

  private long[] spans(AccountState account, String resource) {
    ResourceState state = account.resources().get(resource);
    Trend trend = state == null ? null : state.trend();
    return trend == null ? new long[0] : trend.before(looked, SPANS);
  }

  private long most(LedgerState content, String resource, long least) {
    return content.accounts().stream()
        .filter(account -> account.parent() == null)
        .flatMapToLong(account -> Arrays.stream(spans(account, resource)))
        .reduce(least, Math::max);
  }
}
