package dev.rein.agent.governor;

import dev.rein.agent.account.Account;
import dev.rein.agent.account.NanoClock;
import dev.rein.agent.policy.AccountPolicy;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Priority;
import dev.rein.api.Phase;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An account together with the limits it is held to, its phase, and whether it is paused. */
public final class AccountLimits {
  private final Account account;
  private final @Nullable AccountLimits parent;
  private final NanoClock clock;
  private final Gate gate;
  private final WorkGate work;
  private final Progress progress;
  private final LastTools lastTools = new LastTools();
  private final AtomicReference<@Nullable AccountLimits> handle = new AtomicReference<>(this);

  /** By the resource's id; replaced when a host has declared one of its own. */
  private volatile ResourceLimits[] byResource = {};

  /** Of these, the ones with a limit. */
  private volatile ResourceLimits[] limited = {};

  private volatile AccountPolicy policy = AccountPolicy.NONE;
  private volatile boolean enforced;
  private volatile Phase phase = Phase.NORMAL;
  private volatile String waitingFor = "";
  private final AtomicInteger waiting = new AtomicInteger();

  /** Where its calls stand in line, in whichever room. */
  private final Set<Turn> turns = ConcurrentHashMap.newKeySet();

  /** Changes of the phase that are not told yet, in order. */
  private final Queue<PhaseChange> untold = new ConcurrentLinkedQueue<>();

  private final AtomicBoolean telling = new AtomicBoolean();

  private record PhaseChange(Phase before, Phase now, String reason) {}

  AccountLimits(Account account, @Nullable AccountLimits parent, NanoClock clock) {
    this.account = account;
    this.parent = parent;
    this.clock = clock;
    this.gate = new Gate(clock);
    this.work = new WorkGate(this, clock);
    this.progress = new Progress(clock);
  }

  public Account account() {
    return account;
  }

  public String id() {
    return account.id();
  }

  /** Those of the account above, or null for the JVM's. */
  public @Nullable AccountLimits parent() {
    return parent;
  }

  /** What others may keep for long to mean this account: it is emptied when Rein goes. */
  public AtomicReference<@Nullable AccountLimits> handle() {
    return handle;
  }

  /** True while the account's calls wait until somebody resumes it. */
  public boolean isPaused() {
    return gate.isPaused();
  }

  public boolean isTerminated() {
    return gate.isTerminated();
  }

  /** Whether it, or an account above it, is ended. */
  boolean isEnded() {
    for (AccountLimits level = this; level != null; level = level.parent) {
      if (level.isTerminated()) {
        return true;
      }
    }
    return false;
  }

  public Phase phase() {
    return phase;
  }

  public AccountPolicy policy() {
    return policy;
  }

  Priority priority() {
    return policy.priority();
  }

  Progress progress() {
    return progress;
  }

  LastTools lastTools() {
    return lastTools;
  }

  Gate gate() {
    return gate;
  }

  /** What stands before new work, where the gate before all calls is open. */
  WorkGate work() {
    return work;
  }

  /** Whether this is the other account or lies below it. */
  public boolean isWithin(AccountLimits other) {
    for (AccountLimits level = this; level != null; level = level.parent) {
      if (level == other) {
        return true;
      }
    }
    return false;
  }

  /** How many of the account's own calls wait now, wherever. */
  public int waiting() {
    return waiting.get();
  }

  /** What the last of them came to wait for, for people. */
  public String waitingFor() {
    return waitingFor;
  }

  void beginWait(String reason) {
    waitingFor = reason;
    waiting.incrementAndGet();
  }

  void endWait() {
    waiting.decrementAndGet();
  }

  /**
   * One of its calls stands in line. Whoever wants all of them to look, first makes that seen and
   * then calls {@link #summon}; so the call looks for it once more behind this.
   */
  void beginTurn(Turn turn, String reason) {
    beginWait(reason);
    turns.add(turn);
  }

  void endTurn(Turn turn) {
    turns.remove(turn);
    endWait();
  }

  /** All its calls that stand in line look, wherever they do. */
  void summon() {
    turns.forEach(Turn::summon);
  }

  ResourceLimits of(Resource resource) {
    ResourceLimits[] known = byResource;
    int id = resource.id();
    return id < known.length ? known[id] : grown(id);
  }

  private synchronized ResourceLimits grown(int id) {
    if (id >= byResource.length) {
      grow();
    }
    return byResource[id];
  }

  private void grow() {
    ResourceLimits[] known = byResource;
    List<Resource> resources = Resource.all();
    ResourceLimits[] all = Arrays.copyOf(known, resources.size());
    for (int i = known.length; i < all.length; i++) {
      all[i] = new ResourceLimits(this, resources.get(i), clock);
      all[i].apply(policy.limits(), enforced);
    }
    byResource = all;
    limited = limited(all);
  }

  /** Holds to these limits from now on. */
  synchronized void apply(AccountPolicy newPolicy, boolean nowEnforced) {
    policy = newPolicy;
    enforced = nowEnforced;
    for (ResourceLimits limits : byResource) {
      limits.apply(newPolicy.limits(), nowEnforced);
    }
    grow();
    List<LimitState> states = new ArrayList<>();
    for (ResourceLimits limits : limited) {
      states.addAll(limits.states());
    }
    gate.keep(states);
    work.keep(states);
  }

  private static ResourceLimits[] limited(ResourceLimits[] all) {
    List<ResourceLimits> limited = new ArrayList<>();
    for (ResourceLimits limits : all) {
      if (!limits.states().isEmpty()) {
        limited.add(limits);
      }
    }
    return limited.toArray(new ResourceLimits[0]);
  }

  /** Those with a limit of their own; not to be changed. */
  ResourceLimits[] limited() {
    return limited;
  }

  /** Every limit that the account is held to. */
  public List<Limit> limits() {
    List<Limit> limits = new ArrayList<>();
    for (ResourceLimits one : limited) {
      one.states().forEach(state -> limits.add(state.limit()));
    }
    return limits;
  }

  /**
   * Works the phase out anew and tells when it is another; in order, and without a lock, since who
   * is told may be slow.
   */
  void updatePhase(String reason, PolicyEvents events) {
    synchronized (this) {
      Phase now = Phase.NORMAL;
      for (ResourceLimits limits : limited) {
        Phase one = limits.phase();
        now = one.compareTo(now) > 0 ? one : now;
      }
      if (gate.isTerminated()) {
        now = Phase.TERMINATION;
      } else if (gate.isPaused()) {
        now = Phase.INTERVENTION;
      }
      if (phase != now) {
        untold.add(new PhaseChange(phase, now, reason));
        phase = now;
      }
    }
    // Whoever tells already tells this one too.
    while (!untold.isEmpty() && telling.compareAndSet(false, true)) {
      try {
        tell(events);
      } finally {
        telling.set(false);
      }
    }
  }

  private void tell(PolicyEvents events) {
    for (PhaseChange one = untold.poll(); one != null; one = untold.poll()) {
      events.phaseChanged(account, one.before(), one.now(), one.reason());
    }
  }
}
