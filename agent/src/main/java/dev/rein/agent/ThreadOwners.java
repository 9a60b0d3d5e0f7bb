package dev.rein.agent;

import dev.rein.agent.account.NanoClock;
import dev.rein.agent.governor.AccountLimits;
import dev.rein.hook.AgentThreads;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** For whom threads work, by their ids, as of a moment ago. One thread. */
final class ThreadOwners {
  /** Finding out takes longer than samples are apart. */
  private static final long FRESH = TimeUnit.MILLISECONDS.toNanos(500);

  private final Accounts accounts;
  private final NanoClock clock;
  private Map<Long, Object> byThread = Map.of();
  private long foundAt;

  ThreadOwners(Accounts accounts, NanoClock clock) {
    this.accounts = accounts;
    this.clock = clock;
    this.foundAt = clock.nanos() - FRESH;
  }

  /** The account of a thread; the JVM's when it works for no agent. */
  AccountLimits of(long thread) {
    long now = clock.nanos();
    if (now - foundAt >= FRESH) {
      foundAt = now;
      byThread = AgentThreads.accounts();
    }
    return accounts.of(byThread.get(thread));
  }
}
