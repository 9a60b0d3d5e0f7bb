package dev.rein.agent.replay;

import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Rule;
import org.jspecify.annotations.Nullable;

/** What one limit of one account, or of one rule, would have done. */
public final class Finding {
  private final String account;
  private final Limit limit;
  private final @Nullable Rule rule;
  private long attempts;
  private long allowed;
  private long stopped;
  private long others;
  private @Nullable Long warnedAt;
  private @Nullable Long passedAt;
  private @Nullable Long firstAt;
  private @Nullable String firstTarget;

  Finding(String account, Limit limit, @Nullable Rule rule) {
    this.account = account;
    this.limit = limit;
    this.rule = rule;
  }

  /** Whose limit it is; of a rule, which holds for all together, {@code jvm}. */
  public String account() {
    return account;
  }

  public Limit limit() {
    return limit;
  }

  public @Nullable Rule rule() {
    return rule;
  }

  /** How much of the resource the recorded calls have used or tried to use, in its unit. */
  public long attempts() {
    return attempts;
  }

  /** How much of that would have been let through, by this limit and all others. */
  public long allowed() {
    return allowed;
  }

  /** How much of it this limit would have held up or refused. */
  public long stopped() {
    return stopped;
  }

  /** How many calls that use other resources it would have stopped too, by closing the account. */
  public long others() {
    return others;
  }

  /** When its warning would have come; null for never. */
  public @Nullable Long warnedAt() {
    return warnedAt;
  }

  /** When it would have been passed, if it is one that is only watched. */
  public @Nullable Long passedAt() {
    return passedAt;
  }

  /** When it would first have done something to a call. */
  public @Nullable Long firstAt() {
    return firstAt;
  }

  /** What that call was about; null when the ledger does not tell. */
  public @Nullable String firstTarget() {
    return firstTarget;
  }

  /** Whether it would have done anything at all. */
  public boolean isHit() {
    return warnedAt != null || passedAt != null || firstAt != null;
  }

  void used(long attempted, long letThrough) {
    attempts = attempted;
    allowed = letThrough;
  }

  void warned(long at) {
    warnedAt = warnedAt == null ? at : warnedAt;
  }

  void passed(long at) {
    passedAt = passedAt == null ? at : passedAt;
  }

  void acted(long at, @Nullable String target) {
    if (firstAt == null) {
      firstAt = at;
      firstTarget = target;
    }
  }

  void stopped(long amount, boolean ofItsResource) {
    if (ofItsResource) {
      stopped = Tallies.sum(stopped, amount);
    } else {
      others = Tallies.sum(others, amount);
    }
  }
}
