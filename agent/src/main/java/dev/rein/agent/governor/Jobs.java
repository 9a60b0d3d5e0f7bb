package dev.rein.agent.governor;

import dev.rein.agent.account.NanoClock;
import dev.rein.agent.governor.RecommendedMaximum.Load;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Policy;
import dev.rein.api.Phase;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Begins and ends jobs: agents' outermost runs, and slots that the program takes. Each is charged
 * to {@link Resource#JOBS_ACTIVE}, and so meets the limits on that, while it runs.
 */
public final class Jobs {
  /** What {@link #acquire} gives when no slot came free in the caller's time. */
  public static final Refusal NOT_IN_TIME = Call.NOT_IN_TIME;

  /** For {@link #acquire}: as long as it takes. */
  public static final long FOREVER = Turn.FOREVER;

  private static final Resource[] JOB = {Resource.JOBS_ACTIVE};
  private static final Duration SAMPLE_EVERY = Duration.ofSeconds(5);

  private final AccountTree accounts;
  private final PolicyEngine engine;
  private final AdmissionControl admission;
  private final LimitJudge judge;
  private final NanoClock clock;
  private final SlotThresholds slotThresholds;
  private final AtomicLong rejected = new AtomicLong();
  private final RecommendedMaximum maximum =
      new RecommendedMaximum(Runtime.getRuntime().availableProcessors());
  private volatile long recommended = maximum.value();
  private long sampledAt;

  Jobs(
      AccountTree accounts,
      PolicyEngine engine,
      AdmissionControl admission,
      PolicyEvents events,
      LimitJudge judge,
      NanoClock clock) {
    this.accounts = accounts;
    this.engine = engine;
    this.admission = admission;
    this.judge = judge;
    this.clock = clock;
    this.slotThresholds = new SlotThresholds(accounts.jvm(), admission, events, clock);
    this.sampledAt = clock.nanos();
    slotThresholds.apply(accounts.policy());
  }

  /** An agent's outermost run begins, if null is returned. */
  @Nullable Refusal beginRun(AccountLimits account, String name) {
    return counted(engine.begin(call(account, NewWork.RUN, name)));
  }

  void endRun(AccountLimits account) {
    end(NewWork.RUN, account);
  }

  /**
   * The program takes a slot, if null is returned; {@link #release} must follow.
   *
   * @param nanos the longest that is waited; not at all for 0
   * @return {@link #NOT_IN_TIME}, or why it must not
   */
  public @Nullable Refusal acquire(AccountLimits account, long nanos) {
    Call call = call(account, NewWork.SLOT, "a slot");
    if (nanos <= 0) {
      return counted(engine.tryBegin(call) ? null : NOT_IN_TIME);
    }
    return counted(engine.begin(nanos == FOREVER ? call : call.within(nanos, clock)));
  }

  /** A slot is given back, once. */
  public void release(AccountLimits account) {
    end(NewWork.SLOT, account);
  }

  private static Call call(AccountLimits account, NewWork work, String target) {
    return new Call(account, JOB, 1, target, Rules.Match.NONE.limits(), work);
  }

  private @Nullable Refusal counted(@Nullable Refusal refusal) {
    if (refusal != null) {
      rejected.incrementAndGet();
    }
    return refusal;
  }

  private void end(NewWork work, AccountLimits account) {
    admission.ended(work, account);
    engine.giveBack(account, JOB);
  }

  /** How admission stands for slots of an account. */
  public AdmissionStatus status(AccountLimits account) {
    WorkHold hold = admission.holdOf(NewWork.SLOT, account);
    long max = max(account);
    return new AdmissionStatus(
        hold != null,
        hold == null ? "" : judge.reason(hold),
        active(),
        pending(),
        rejected.get(),
        max,
        Math.min(max, recommended));
  }

  private static long max(AccountLimits account) {
    long max = Long.MAX_VALUE;
    for (AccountLimits level = account; level != null; level = level.parent()) {
      max = Math.min(max, level.of(Resource.JOBS_ACTIVE).bound());
    }
    return max;
  }

  private long active() {
    return accounts.jvm().account().meter(Resource.JOBS_ACTIVE).used();
  }

  private long pending() {
    long pending = 0;
    for (AccountLimits account : accounts.all()) {
      pending += account.work().waiting() + account.of(Resource.JOBS_ACTIVE).room().waiting();
    }
    return pending;
  }

  /** Another policy holds. */
  void apply(Policy policy) {
    slotThresholds.apply(policy);
    admission.update();
  }

  /** Looks at the load. One thread. */
  void tick(long now) {
    slotThresholds.look(now);
    if (now - sampledAt >= SAMPLE_EVERY.toNanos()) {
      sampledAt = now;
      maximum.sample(load(), active() + pending());
      recommended = maximum.value();
    }
  }

  /** By the JVM's own thresholds; fair while nobody has measured. */
  private Load load() {
    Load worst = isMeasured() ? Load.LOW : Load.FAIR;
    for (ResourceLimits limits : slotThresholds.all()) {
      if (accounts.jvm().of(limits.resource()).states().isEmpty()) {
        worst = worse(worst, load(limits));
      }
    }
    for (ResourceLimits limits : accounts.jvm().limited()) {
      if (HoldScope.of(limits.resource()) == HoldScope.NEW_WORK) {
        worst = worse(worst, load(limits));
      }
    }
    return worst;
  }

  private boolean isMeasured() {
    return slotThresholds.all().stream()
        .anyMatch(limits -> !accounts.jvm().of(limits.resource()).isUnmeasured());
  }

  private static Load worse(Load one, Load other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Load load(ResourceLimits limits) {
    Load worst = Load.LOW;
    for (ThresholdState state : limits.thresholds()) {
      boolean past =
          state.limit() instanceof Limit.Threshold threshold
              && threshold.isPassedBy(limits.meter().used());
      // In its cool-down it is not past any more, and not low yet.
      Load load = past ? Load.HIGH : state.phase() == Phase.NORMAL ? Load.LOW : Load.FAIR;
      worst = worse(worst, load);
    }
    return worst;
  }
}
