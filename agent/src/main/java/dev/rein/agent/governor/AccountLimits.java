package dev.rein.agent.governor;

import dev.rein.agent.account.Account;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Policy;
import dev.rein.api.Phase;
import dev.rein.api.Resource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An account together with the limits it is held to, its phase, and whether it is paused. */
public final class AccountLimits {
  private final Account account;
  private final @Nullable AccountLimits parent;
  private final ResourceLimits[] byResource;
  private final PauseGate gate = new PauseGate();
  private Phase phase = Phase.NORMAL;

  /**
   * @param parent those of the account above, or null for the JVM's
   */
  public AccountLimits(Account account, Policy policy, @Nullable AccountLimits parent) {
    this.account = account;
    this.parent = parent;
    List<Resource> resources = Resource.all();
    this.byResource = new ResourceLimits[resources.size()];
    for (int i = 0; i < byResource.length; i++) {
      byResource[i] = new ResourceLimits(this, resources.get(i), policy);
    }
  }

  public Account account() {
    return account;
  }

  /** True while the account's calls wait. */
  public boolean isPaused() {
    return gate.isClosed();
  }

  @Nullable AccountLimits parent() {
    return parent;
  }

  ResourceLimits of(Resource resource) {
    return byResource[resource.id()];
  }

  PauseGate gate() {
    return gate;
  }

  /** Works the phase out anew and tells when it is another. */
  void updatePhase(String reason, PolicyEvents events) {
    Phase before;
    Phase now = Phase.NORMAL;
    synchronized (this) {
      for (ResourceLimits limits : byResource) {
        Phase one = limits.phase();
        now = one.compareTo(now) > 0 ? one : now;
      }
      before = phase;
      phase = now;
    }
    if (before != now) {
      events.phaseChanged(account, before, now, reason);
    }
  }

  List<Limit> grantAgain() {
    return Stream.of(byResource).flatMap(limits -> limits.grantAgain().stream()).toList();
  }

  void recover() {
    for (ResourceLimits limits : byResource) {
      limits.recover();
    }
  }
}
