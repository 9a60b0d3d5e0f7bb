package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry;
import org.jspecify.annotations.Nullable;

/**
 * A limit as it holds now.
 *
 * @param kind the policy's word, with its time if it has one: {@code budget}, {@code rate/1m}
 * @param limit the last amount that is allowed, with what was granted
 * @param warn the amount at which there is a warning; null when there is none
 * @param granted how much of the limit was granted by people
 */
public record LimitState(
    String kind, long limit, @Nullable Long warn, String action, long granted) {
  static LimitState of(LedgerEntry.LimitSet set) {
    Long warn = set.warn() == Long.MAX_VALUE ? null : Long.valueOf(set.warn());
    return new LimitState(set.kind(), set.limit(), warn, set.action(), 0);
  }

  LimitState granting(long more) {
    return new LimitState(
        kind,
        saturatedAdd(limit, more),
        warn == null ? null : Long.valueOf(saturatedAdd(warn, more)),
        action,
        saturatedAdd(granted, more));
  }

  /** The kind without its time. */
  public String word() {
    int slash = kind.indexOf('/');
    return slash < 0 ? kind : kind.substring(0, slash);
  }

  /** The time of a rate or of a budget that comes anew; empty when there is none. */
  public String time() {
    int slash = kind.indexOf('/');
    return slash < 0 ? "" : kind.substring(slash + 1);
  }

  /** True when what was used in all can be held against it, and tells how near it is. */
  public boolean isTotal() {
    return time().isEmpty() && !word().equals("rate") && !word().equals("below");
  }

  private static long saturatedAdd(long a, long b) {
    long sum = a + b;
    boolean over = ((a ^ sum) & (b ^ sum)) < 0;
    return over ? Long.MAX_VALUE : sum;
  }
}
