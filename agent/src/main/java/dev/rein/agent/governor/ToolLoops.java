package dev.rein.agent.governor;

import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Sees when an account calls the same tool with the same arguments again and again, and holds it to
 * its limits on {@code tools.repeated}. Each account is compared by its own calls, also with the
 * limits of those above; it is then the one that is paused. Any thread.
 */
public final class ToolLoops {
  /** Where no limit says how often is too often, somebody is told of so many. */
  static final int NOTICED = 10;

  private static final Resource[] REPEATED = {Resource.TOOLS_REPEATED};

  private final PolicyEngine engine;
  private final LimitJudge judge;
  private final PolicyEvents events;

  ToolLoops(PolicyEngine engine, LimitJudge judge, PolicyEvents events) {
    this.engine = engine;
    this.judge = judge;
    this.events = events;
  }

  /**
   * A tool is about to be called.
   *
   * @param tool its name
   * @param arguments a hash of what it is called with
   * @return why the call must not happen, or null
   */
  public @Nullable Refusal begin(AccountLimits account, String tool, int arguments) {
    long key = key(tool, arguments);
    LastTools last = account.lastTools();
    int times = last.add(key);
    set(account, times);
    if (fullAt(account, times) != null) {
      Call call = new Call(account, REPEATED, 1, tool, Rules.Match.NONE.limits());
      Refusal refusal = engine.pass(call, passage -> judge(call, key, passage));
      if (refusal != null) {
        last.remove(key);
        return refusal;
      }
      times = last.countWith(key);
    }
    tell(account, tool, key, times);
    return null;
  }

  /** A call that had begun did not happen. */
  public void giveBack(AccountLimits account, String tool, int arguments) {
    account.lastTools().remove(key(tool, arguments));
  }

  private static long key(String tool, int arguments) {
    return ((long) tool.hashCode() << 32) | (arguments & 0xffff_ffffL);
  }

  private static void set(AccountLimits account, int times) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      level.of(Resource.TOOLS_REPEATED).set(times);
    }
  }

  private static @Nullable ResourceLimits fullAt(AccountLimits account, int times) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      ResourceLimits limits = level.of(Resource.TOOLS_REPEATED);
      if (times > limits.bound()) {
        return limits;
      }
    }
    return null;
  }

  private @Nullable Verdict judge(Call call, long key, Passage passage) {
    AccountLimits account = call.account();
    AccountLimits closed = PolicyEngine.closedAt(account);
    if (closed != null) {
      return judge.atGate(closed, call);
    }
    // Whoever has resumed the account has made all this begin anew.
    ResourceLimits full = fullAt(account, account.lastTools().countWith(key));
    LimitState state = full == null ? null : full.tightest(passage);
    if (full == null) {
      return null;
    }
    return state == null ? Verdict.RETRY : judge.past(full, state, account, call, passage);
  }

  private void tell(AccountLimits account, String tool, long key, int times) {
    set(account, times);
    boolean limited = false;
    for (AccountLimits level = account; level != null; level = level.parent()) {
      ResourceLimits limits = level.of(Resource.TOOLS_REPEATED);
      if (times >= limits.nextMark()) {
        engine.crossed(level, limits, times, tool);
      }
      limited |= times >= NOTICED && !limits.states().isEmpty();
    }
    if (times >= NOTICED && !limited && account.lastTools().isFirstNotice(key)) {
      events.loopNoticed(account.account(), tool, times);
    }
  }
}
