package dev.rein.agent.governor;

import dev.rein.agent.account.NanoClock;
import dev.rein.agent.policy.Price;
import dev.rein.agent.policy.Rule;
import dev.rein.agent.policy.Rule.Subject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of a policy, and which of them a call falls under. Immutable but for their meters. */
public final class Rules {
  static final Rules NONE = new Rules(List.of());

  private static final ResourceLimits[] NO_LIMITS = {};

  private final List<ResourceLimits> all;
  private final Set<Subject> subjects = EnumSet.noneOf(Subject.class);

  private Rules(List<ResourceLimits> all) {
    this.all = all;
    for (ResourceLimits limits : all) {
      subjects.add(ruleOf(limits).subject());
    }
  }

  /** Those of another policy; a rule that was there before goes on with what it has counted. */
  Rules with(List<Rule> rules, boolean enforced, NanoClock clock) {
    List<ResourceLimits> known = new ArrayList<>(all);
    List<ResourceLimits> next = new ArrayList<>();
    for (Rule rule : rules) {
      ResourceLimits limits = taken(known, rule);
      if (limits == null) {
        limits = new ResourceLimits(rule, clock);
      }
      limits.apply(rule, enforced);
      next.add(limits);
    }
    // Who waits for one that is gone goes on.
    known.forEach(gone -> gone.apply(List.of(), enforced));
    return new Rules(next);
  }

  private static @Nullable ResourceLimits taken(List<ResourceLimits> known, Rule rule) {
    for (ResourceLimits one : known) {
      if (isSame(ruleOf(one), rule)) {
        known.remove(one);
        return one;
      }
    }
    return null;
  }

  /** Whether two rules say the same, wherever they stand. */
  private static boolean isSame(Rule one, Rule other) {
    return one.subject() == other.subject()
        && one.pattern().equals(other.pattern())
        && Objects.equals(one.agent(), other.agent())
        && Objects.equals(one.price(), other.price())
        && LimitState.isSame(one.limit(), other.limit());
  }

  private static Rule ruleOf(ResourceLimits limits) {
    Rule rule = limits.rule();
    if (rule == null) {
      throw new IllegalArgumentException("no rule's limit");
    }
    return rule;
  }

  /** Whether there is any rule about this; asked on every such call. */
  public boolean hasAny(Subject subject) {
    return subjects.contains(subject) || (isOfPaths(subject) && subjects.contains(Subject.PATH));
  }

  private static boolean isOfPaths(Subject subject) {
    return subject == Subject.READ || subject == Subject.WRITE || subject == Subject.DELETE;
  }

  /**
   * The rules that a call falls under.
   *
   * @param text what their patterns are compared with
   * @param account who calls
   */
  public Match match(Subject subject, String text, AccountLimits account) {
    List<ResourceLimits> found = new ArrayList<>();
    long perCall = 0;
    long perHour = 0;
    for (ResourceLimits limits : all) {
      Rule rule = ruleOf(limits);
      boolean meant =
          rule.subject() == subject || (rule.subject() == Subject.PATH && isOfPaths(subject));
      if (meant && isBy(rule, account) && rule.pattern().matches(text)) {
        found.add(limits);
        Price price = rule.price();
        if (price != null && price.perHour()) {
          perHour += price.microUsd();
        } else if (price != null) {
          perCall += price.microUsd();
        }
      }
    }
    return found.isEmpty() ? Match.NONE : new Match(found.toArray(NO_LIMITS), perCall, perHour);
  }

  private static boolean isBy(Rule rule, AccountLimits account) {
    if (rule.agent() == null) {
      return true;
    }
    for (AccountLimits level = account; level != null; level = level.parent()) {
      String id = level.id();
      if (rule.agent().matches(id) || rule.agent().matches(id.substring(id.lastIndexOf('/') + 1))) {
        return true;
      }
    }
    return false;
  }

  List<ResourceLimits> all() {
    return all;
  }

  /** The rules that one call falls under. */
  public static final class Match {
    /** No rule is about the call. */
    public static final Match NONE = new Match(NO_LIMITS, 0, 0);

    private final ResourceLimits[] limits;
    private final long perCall;
    private final long perHour;

    private Match(ResourceLimits[] limits, long perCall, long perHour) {
      this.limits = limits;
      this.perCall = perCall;
      this.perHour = perHour;
    }

    ResourceLimits[] limits() {
      return limits;
    }

    /** The rules that a call falls under by what it does at two places, each once. */
    public Match and(Match other) {
      if (limits.length == 0 || other.limits.length == 0) {
        return limits.length == 0 ? other : this;
      }
      Set<ResourceLimits> both = new LinkedHashSet<>(List.of(limits));
      both.addAll(List.of(other.limits));
      return new Match(both.toArray(NO_LIMITS), perCall + other.perCall, perHour + other.perHour);
    }

    /** What the call costs, in millionths of a dollar. */
    public long perCall() {
      return perCall;
    }

    /** What each hour costs of the process that the call starts, in millionths of a dollar. */
    public long perHour() {
      return perHour;
    }
  }
}
