package dev.rein.agent.governor;

import dev.rein.agent.account.NanoClock;
import dev.rein.agent.governor.PolicyEvents.Kind;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Limit;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Knows how much the providers of models still take, as their answers say, and holds calls of
 * models to the thresholds on that: only those of the provider concerned, and until the time that
 * it has named. Any thread.
 */
public final class ProviderLimits {
  /** For the gauges, whose thresholds hold nothing at the gates of accounts. */
  static final List<Resource> GAUGES =
      List.of(
          Resource.LLM_RETRY_AFTER, Resource.LLM_REQUESTS_REMAINING, Resource.LLM_TOKENS_REMAINING);

  private static final Resource[] CALL = {Resource.LLM_CALLS};
  private static final String OTHER = "other";
  private static final int MOST = 100;

  /** What a provider names beyond is a mistake, and would hold a program for ever. */
  private static final long LONGEST = TimeUnit.DAYS.toMillis(1);

  private final PolicyEvents events;
  private final CallSite callSite;
  private final Refusals refusals;
  private final PolicyEngine engine;
  private final Levels levels;
  private final NanoClock clock;
  private final Map<String, ProviderState> providers = new ConcurrentHashMap<>();

  /** A threshold that a call would pass. */
  private record Hold(ResourceLimits limits, ThresholdState state, long value, long nanos) {}

  ProviderLimits(
      PolicyEvents events,
      CallSite callSite,
      Remedy remedy,
      PolicyEngine engine,
      Levels levels,
      NanoClock clock) {
    this.events = events;
    this.callSite = callSite;
    this.refusals = new Refusals(remedy);
    this.engine = engine;
    this.levels = levels;
    this.clock = clock;
  }

  /**
   * An answer told how much is left of a window.
   *
   * @param provider whose answer it was, or another name for what has limits of its own
   * @param gauge {@link Resource#LLM_REQUESTS_REMAINING} or {@link Resource#LLM_TOKENS_REMAINING}
   * @param limit of the whole window; -1 when it was not told
   * @param remaining in it; -1 when it was not told
   * @param resetMillis until the limit is there again; -1 when it was not told
   */
  public void window(
      String provider, Resource gauge, long limit, long remaining, long resetMillis) {
    ProviderState state = state(provider);
    state.set(gauge, limit, remaining, nanos(resetMillis), clock.nanos());
    look();
    state.room().call();
  }

  /** An answer told when the provider wants to be asked again. */
  public void retryAfter(String provider, long millis) {
    state(provider).setRetry(Math.max(0, nanos(millis)), clock.nanos());
    look();
  }

  private static long nanos(long millis) {
    return millis < 0 ? -1 : TimeUnit.MILLISECONDS.toNanos(Math.min(millis, LONGEST));
  }

  private ProviderState state(String provider) {
    ProviderState known = providers.get(provider);
    if (known != null) {
      return known;
    }
    String name = providers.size() < MOST ? provider : OTHER;
    return providers.computeIfAbsent(name, one -> new ProviderState(clock));
  }

  /** Sets the gauges to what is so by now: of several providers, to the tightest. */
  void look() {
    if (providers.isEmpty()) {
      return;
    }
    long now = clock.nanos();
    for (Resource gauge : GAUGES) {
      long tightest = gauge.equals(Resource.LLM_RETRY_AFTER) ? 0 : Long.MAX_VALUE;
      for (ProviderState provider : providers.values()) {
        long value = provider.value(gauge, now);
        tightest = isRemainder(gauge) ? Math.min(tightest, value) : Math.max(tightest, value);
      }
      if (tightest != Long.MAX_VALUE) {
        levels.set(gauge, tightest);
      }
    }
  }

  private static boolean isRemainder(Resource gauge) {
    return !gauge.equals(Resource.LLM_RETRY_AFTER);
  }

  /** Limits are others: whoever waits looks again. */
  void update() {
    providers.values().forEach(provider -> provider.room().call());
  }

  /**
   * Asks whether a model may be called, waiting first if a limit says so.
   *
   * @param provider as for {@link #window}
   * @param target what the call is about, for the events
   * @return why not, or null
   */
  public @Nullable Refusal ask(AccountLimits account, String provider, @Nullable Object target) {
    ProviderState state = providers.get(provider);
    if (state == null || hold(account, state) == null) {
      return null;
    }
    Call call = new Call(account, CALL, 1, target, Rules.Match.NONE.limits());
    return engine.pass(
        call,
        passage -> {
          Hold hold = account.isEnded() ? null : hold(account, state);
          return hold == null ? null : judge(hold, state, call, passage);
        });
  }

  private @Nullable Hold hold(AccountLimits account, ProviderState provider) {
    long now = clock.nanos();
    for (AccountLimits level = account; level != null; level = level.parent()) {
      for (Resource gauge : GAUGES) {
        ResourceLimits limits = level.of(gauge);
        for (ThresholdState state : limits.thresholds()) {
          long value = provider.value(gauge, now);
          if (holds(state) && ((Limit.Threshold) state.limit()).isPassedBy(value)) {
            long nanos = provider.nanosUntilChange(gauge, now);
            return new Hold(limits, state, value, nanos);
          }
        }
      }
    }
    return null;
  }

  /** Those that pause or end an account are held by whoever looks at its gauges. */
  private static boolean holds(ThresholdState state) {
    Action then = state.limit().then();
    return state.isEnforced() && (then == Action.THROTTLE || then == Action.DENY);
  }

  private Verdict judge(Hold hold, ProviderState provider, Call call, Passage passage) {
    Limit limit = hold.state().limit();
    if (!callSite.mayBeRefused()) {
      tell(Kind.EXCUSED, hold, call);
      return Verdict.PROCEED;
    }
    if (limit.then() == Action.THROTTLE && callSite.mayWait()) {
      if (!provider.room().isOccupied()) {
        tell(Kind.THROTTLED, hold, call);
      }
      Duration longest = limit.longestWait();
      return new Verdict.Wait(
          provider.room(),
          limit.resource().name(),
          hold.limits(),
          // Of what does not change by itself, somebody tells.
          hold.nanos() == 0 ? TimeUnit.SECONDS.toNanos(1) : hold.nanos(),
          longest == null ? Turn.FOREVER : longest.toNanos(),
          outcome -> refuse(hold, call, outcome));
    }
    passage.leave();
    return new Verdict.Refuse(refuse(hold, call, null));
  }

  private Refusal refuse(Hold hold, Call call, Turn.@Nullable Outcome waited) {
    hold.limits().meter().addDenied();
    tell(Kind.DENIED, hold, call);
    AccountLimits owner = hold.limits().owner();
    return refusals.byProvider(
        owner == null ? call.account() : owner,
        hold.state(),
        hold.value(),
        TimeUnit.NANOSECONDS.toMillis(hold.nanos()),
        waited);
  }

  private void tell(Kind kind, Hold hold, Call call) {
    AccountLimits owner = hold.limits().owner();
    events.atLimit(
        kind,
        (owner == null ? call.account() : owner).account(),
        hold.state().limit(),
        hold.state().max(),
        hold.value(),
        call.target());
  }
}
