package dev.rein.agent.governor;

import dev.rein.agent.account.NanoClock;
import dev.rein.api.Resource;
import java.util.concurrent.TimeUnit;

/** What one provider of models has last said about how much it takes. Any thread. */
final class ProviderState {
  /** For one that does not say when its window begins anew; theirs are of a minute as a rule. */
  private static final long USUAL_WINDOW = TimeUnit.MINUTES.toNanos(1);

  private final WaitingRoom room;
  private final Window requests = new Window();
  private final Window tokens = new Window();
  private long retryAt;
  private boolean retries;

  /** So much in a window of time that begins anew. */
  private static final class Window {
    private boolean known;
    private long limit;
    private long remaining;
    private long resetAt;

    void set(long newLimit, long newRemaining, long newResetAt) {
      // Who does not tell the limit has at least as much as it once had.
      limit = newLimit >= 0 ? newLimit : Math.max(limit, newRemaining);
      known = true;
      remaining = newRemaining;
      resetAt = newResetAt;
    }

    long at(long now) {
      if (!known) {
        return Long.MAX_VALUE;
      }
      return resetAt - now > 0 ? remaining : Math.max(limit, remaining);
    }
  }

  ProviderState(NanoClock clock) {
    this.room = new WaitingRoom(clock);
  }

  /** Where calls wait until the provider takes them. */
  WaitingRoom room() {
    return room;
  }

  /** The amounts that are left until a time; -1 for what the provider does not tell. */
  synchronized void set(Resource gauge, long limit, long remaining, long resetNanos, long now) {
    Window window = window(gauge);
    if (remaining >= 0) {
      window.set(limit, remaining, now + (resetNanos < 0 ? USUAL_WINDOW : resetNanos));
    }
  }

  synchronized void setRetry(long nanos, long now) {
    // An answer to an earlier request does not shorten what a later one said.
    retryAt = retries && retryAt - now > nanos ? retryAt : now + nanos;
    retries = true;
  }

  /** The value of a gauge; the largest long for a remainder that was never told. */
  synchronized long value(Resource gauge, long now) {
    return gauge.equals(Resource.LLM_RETRY_AFTER)
        // Rounded up, so that it is 0 only when the time has come.
        ? TimeUnit.NANOSECONDS.toMillis(retryNanos(now) + 999_999)
        : window(gauge).at(now);
  }

  /** Nanoseconds until a gauge changes by itself. */
  synchronized long nanosUntilChange(Resource gauge, long now) {
    return gauge.equals(Resource.LLM_RETRY_AFTER)
        ? retryNanos(now)
        : Math.max(0, window(gauge).resetAt - now);
  }

  private long retryNanos(long now) {
    return retries ? Math.max(0, retryAt - now) : 0;
  }

  private Window window(Resource gauge) {
    return gauge.equals(Resource.LLM_TOKENS_REMAINING) ? tokens : requests;
  }
}
