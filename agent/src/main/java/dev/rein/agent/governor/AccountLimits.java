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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An account together with the limits it is held to, its phase, and whether it is paused. */
public final class AccountLimits {
  private final Account account;
  private final @Nullable AccountLimits parent;
  private final NanoClock clock;
  private final Gate gate;
  private final Progress progress;
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

  AccountLimits(Account account, @Nullable AccountLimits parent, NanoClock clock) {
    this.account = account;
    this.parent = parent;
    this.clock = clock;
    this.gate = new Gate(clock);
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

  Gate gate() {
    return gate;
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

  ResourceLimits of(Resource resource) {
    ResourceLimits[] known = byResource;
    int id = resource.id();
    return id < known.length ? known[id] : grown(id);
  }

  private synchronized ResourceLimits grown(int id) {
    ResourceLimits[] known = byResource;
    if (id >= known.length) {
      List<Resource> resources = Resource.all();
      ResourceLimits[] all = Arrays.copyOf(known, resources.size());
      for (int i = known.length; i < all.length; i++) {
        Resource resource = resources.get(i);
        all[i] = new ResourceLimits(this, resource, clock);
        all[i].apply(policy.limits(), enforced);
      }
      byResource = all;
      limited = limited(all);
    }
    return byResource[id];
  }

  /** Holds to these limits from now on. */
  synchronized void apply(AccountPolicy newPolicy, boolean nowEnforced) {
    ResourceLimits unused = grown(Resource.all().size() - 1);
    policy = newPolicy;
    enforced = nowEnforced;
    gate.releaseAll();
    for (ResourceLimits limits : byResource) {
      limits.apply(newPolicy.limits(), nowEnforced);
    }
    limited = limited(byResource);
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

  /** Works the phase out anew and tells when it is another. */
  void updatePhase(String reason, PolicyEvents events) {
    Phase before;
    Phase now = Phase.NORMAL;
    synchronized (this) {
      for (ResourceLimits limits : limited) {
        Phase one = limits.phase();
        now = one.compareTo(now) > 0 ? one : now;
      }
      if (gate.isTerminated()) {
        now = Phase.TERMINATION;
      } else if (gate.isPaused()) {
        now = Phase.INTERVENTION;
      }
      before = phase;
      phase = now;
    }
    if (before != now) {
      events.phaseChanged(account, before, now, reason);
    }
  }
}
