package dev.rein.agent.governor;

import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Rule;
import dev.rein.agent.text.Quantity;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says why a call is refused. */
final class Refusals {
  private final Remedy remedy;

  Refusals(Remedy remedy) {
    this.remedy = remedy;
  }

  /** The call does not fit a limit. */
  Refusal atLimit(AccountLimits owner, ResourceLimits limits, LimitState state, Call call) {
    String reason = reason(owner, limits, state, call);
    return refusal(owner, limits, state, reason, remedy.forLimit(owner.id(), state.limit()));
  }

  /** The call has waited in vain for a limit to let it go on. */
  Refusal waitedInVain(
      AccountLimits owner,
      ResourceLimits limits,
      LimitState state,
      Call call,
      Turn.Outcome outcome) {
    String reason = reason(owner, limits, state, call) + how(outcome);
    return refusal(owner, limits, state, reason, remedy.forLimit(owner.id(), state.limit()));
  }

  /**
   * A volume has too little room.
   *
   * @param waited how a wait has ended; null when there was none
   */
  Refusal onVolume(
      AccountLimits owner, LimitState state, VolumeRoom room, Turn.@Nullable Outcome waited) {
    String reason =
        Resource.DISK_FREE
            + " of account '"
            + owner.id()
            + "' is "
            + state.limit().kind()
            + " "
            + state.max()
            + "% on "
            + room.name()
            + " ("
            + room.percentFree()
            + "% free, "
            + Quantity.bytes(room.free())
            + ")"
            + (waited == null ? "" : how(waited));
    return new Refusal(
        owner.id(),
        Resource.DISK_FREE.name(),
        state.max(),
        room.percentFree(),
        reason,
        "make room there, or " + remedy.forLimit(owner.id(), state.limit()));
  }

  /** The provider of a model wants to be left alone for a while. */
  Refusal byProvider(
      AccountLimits owner,
      LimitState state,
      long value,
      long millis,
      Turn.@Nullable Outcome waited) {
    Limit limit = state.limit();
    String unit = limit.resource().unit();
    String reason =
        limit.resource()
            + " of account '"
            + owner.id()
            + "' is "
            + limit.kind()
            + " "
            + Quantity.exact(state.max(), unit)
            + " ("
            + Quantity.exact(value, unit)
            + "), as the model's provider has said, for another "
            + Quantity.time(Duration.ofMillis(millis))
            + (waited == null ? "" : how(waited));
    return new Refusal(
        owner.id(),
        limit.resource().name(),
        state.max(),
        value,
        reason,
        "wait until then, or " + remedy.forLimit(owner.id(), limit));
  }

  private static String how(Turn.Outcome outcome) {
    return outcome == Turn.Outcome.INTERRUPTED
        ? ", and the thread was interrupted while it waited"
        : ", and the call has waited as long as it may";
  }

  /** Nobody has said yes. */
  Refusal notApproved(
      AccountLimits owner, ResourceLimits limits, LimitState state, PolicyEvents.Decision why) {
    String how =
        why == PolicyEvents.Decision.DENIED
            ? " and a person said no"
            : " and nobody has given it in time";
    String reason = subject(owner, limits) + " needs a person's approval" + how;
    return refusal(owner, limits, state, reason, remedy.whenNotApproved(owner.id(), state.limit()));
  }

  /** The call needs approval and may not wait for it. */
  Refusal cannotAsk(AccountLimits owner, ResourceLimits limits, LimitState state) {
    String reason =
        subject(owner, limits) + " needs a person's approval, which this call may not wait for";
    return refusal(owner, limits, state, reason, remedy.forLimit(owner.id(), state.limit()));
  }

  /** The account is paused, and the call did not wait to the end. */
  Refusal whilePaused(AccountLimits paused, ResourceLimits limits, String why) {
    String reason = "account '" + paused.id() + "' is paused (" + why + ")";
    return plain(paused, limits, reason, remedy.whilePaused(paused.id()));
  }

  /** The account is ended. */
  Refusal terminated(AccountLimits account, ResourceLimits limits, String why) {
    String reason = "account '" + account.id() + "' is terminated (" + why + ")";
    return plain(account, limits, reason, remedy.whenTerminated(account.id()));
  }

  private static Refusal refusal(
      AccountLimits owner, ResourceLimits limits, LimitState state, String reason, String cure) {
    String resource = limits.resource().name();
    return new Refusal(owner.id(), resource, state.max(), limits.meter().used(), reason, cure);
  }

  private static Refusal plain(
      AccountLimits account, ResourceLimits limits, String reason, String cure) {
    String resource = limits.resource().name();
    return new Refusal(account.id(), resource, limits.bound(), limits.meter().used(), reason, cure);
  }

  private static String subject(AccountLimits owner, ResourceLimits limits) {
    Rule rule = limits.rule();
    return rule == null
        ? limits.resource() + " of account '" + owner.id() + "'"
        : "the rule for " + rule.title() + " (account '" + owner.id() + "')";
  }

  private static String reason(
      AccountLimits owner, ResourceLimits limits, LimitState state, Call call) {
    return call.reserves()
        ? tooLittleLeft(owner, limits, state, call.amountOf(limits.resource()))
        : reason(owner, limits, state);
  }

  /** A budget has less left than a call may need. */
  private static String tooLittleLeft(
      AccountLimits owner, ResourceLimits limits, LimitState state, long needed) {
    String unit = limits.resource().unit();
    long used = limits.meter().used();
    long reserved = limits.reserved();
    long left = Math.max(0, state.max() - used - reserved);
    return subject(owner, limits)
        + " has "
        + Quantity.exact(left, unit)
        + " of "
        + Quantity.exact(state.max(), unit)
        + " left (used "
        + Quantity.exact(used, unit)
        + (reserved == 0 ? "" : ", reserved by calls under way " + Quantity.exact(reserved, unit))
        + "), and this call may need up to "
        + Quantity.exact(needed, unit);
  }

  /** What is in the way, as a clause. */
  static String reason(AccountLimits owner, ResourceLimits limits, LimitState state) {
    String unit = limits.resource().unit();
    String max = Quantity.exact(state.max(), unit);
    String used = " (used " + Quantity.exact(limits.meter().used(), unit) + ")";
    Limit limit = state.limit();
    String what = subject(owner, limits);
    if (limit instanceof Limit.Rate rate) {
      return what + " has reached its rate of " + max + " in " + Quantity.time(rate.window());
    } else if (limit instanceof Limit.Threshold threshold) {
      return what + " is " + threshold.kind() + " " + max + used;
    } else if (limits.rule() != null && limit.max() == 0) {
      return what + " allows no such call";
    }
    return what + " has reached its limit of " + max + used;
  }
}
