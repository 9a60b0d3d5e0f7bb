package dev.rein.agent;

import dev.rein.agent.account.Account;
import dev.rein.agent.control.AccountStatus;
import dev.rein.agent.control.ControlException;
import dev.rein.agent.control.Controls;
import dev.rein.agent.control.PendingApproval;
import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.Governor;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.text.NearestName;
import dev.rein.agent.text.Quantity;
import dev.rein.agent.text.Quoted;
import dev.rein.api.Deliverable;
import dev.rein.api.Resource;
import dev.rein.hook.CallGuard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Steers the accounts of this JVM for the socket, JMX and the API; all of it is in the ledger. */
final class AgentControls implements Controls {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final Governor governor;
  private final HostLedger ledger;

  AgentControls(Governor governor, HostLedger ledger) {
    this.governor = governor;
    this.ledger = ledger;
  }

  private AccountLimits find(String id) throws ControlException {
    AccountLimits account = governor.accounts().find(id);
    if (account == null) {
      List<String> ids = governor.accounts().all().stream().map(AccountLimits::id).toList();
      throw new ControlException(
          "there is no account " + Quoted.of(id) + "; " + NearestName.hint(id, ids));
    }
    return account;
  }

  private void record(AccountLimits account, String command, String by, String details) {
    LedgerEntry entry =
        new LedgerEntry.Controlled(
            System.currentTimeMillis(), account.account().number(), command, by, details);
    // JMX calls on the host's threads, where nothing of this is the host's.
    CallGuard.suspendCurrent();
    try {
      ledger.offerAndAwait(entry, LONGEST_WAIT);
    } finally {
      CallGuard.resumeCurrent();
    }
  }

  @Override
  public void refused(String by, String what) {
    ledger.offer(new LedgerEntry.Controlled(System.currentTimeMillis(), 0, "refused", by, what));
  }

  @Override
  public void pause(String id, String reason, String by) throws ControlException {
    AccountLimits account = find(id);
    if (!governor.pause(account, reason.isEmpty() ? "by " + by : reason)) {
      throw new ControlException(
          "account '" + id + "' is " + (account.isTerminated() ? "terminated" : "paused already"));
    }
    record(account, "pause", by, reason);
  }

  @Override
  public void resume(String id, String by) throws ControlException {
    AccountLimits account = find(id);
    if (account.isTerminated()) {
      throw new ControlException("account '" + id + "' is terminated; start the program anew");
    }
    // Before the deed: a limit that still holds says that it pauses the account after it.
    record(account, "resume", by, "");
    boolean unused = governor.resume(account);
  }

  @Override
  public void terminate(String id, String reason, String by) throws ControlException {
    AccountLimits account = find(id);
    if (!governor.terminate(account, reason.isEmpty() ? "by " + by : reason)) {
      throw new ControlException("account '" + id + "' is terminated already");
    }
    record(account, "terminate", by, reason);
  }

  @Override
  public void deliver(
      String id, Deliverable kind, String description, List<String> artifacts, String by)
      throws ControlException {
    AccountLimits account = find(id);
    record(account, "deliver", by, kind.label());
    deliver(account, kind.label(), description, artifacts);
  }

  /** An account got something done. */
  void deliver(AccountLimits account, String kind, String description, List<String> artifacts) {
    long now = System.currentTimeMillis();
    int number = account.account().number();
    ledger.offer(new LedgerEntry.Delivered(now, number, kind, description, artifacts));
    governor.deliver(account, now);
  }

  @Override
  public void limit(String id, Resource resource, String kind, long max, String by)
      throws ControlException {
    AccountLimits account = find(id);
    List<Limit> limits =
        account.limits().stream().filter(limit -> limit.resource().equals(resource)).toList();
    List<String> kinds = limits.stream().map(Limit::kind).distinct().toList();
    if (kinds.isEmpty()) {
      throw new ControlException(
          "account '" + id + "' has no limit on " + resource + "; add one to the policy file");
    } else if (kind.isEmpty() ? kinds.size() > 1 : !kinds.contains(kind)) {
      throw new ControlException(
          "say which limit on " + resource + " is meant, by --kind: " + String.join(", ", kinds));
    } else if (max < 1 && limits.stream().anyMatch(Limit.Rate.class::isInstance)) {
      throw new ControlException("a rate of " + max + " never lets anything pass; 1 or more");
    }
    List<Limit> changed = governor.setLimit(account, resource, kind, max);
    String amount = Quantity.exact(max, resource.unit());
    record(account, "limit", by, resource + " " + changed.get(0).kind() + " " + amount);
  }

  @Override
  public List<PendingApproval> approvals() {
    return governor.approvals().stream()
        .map(
            a ->
                new PendingApproval(
                    a.number(), a.account().id(), a.target(), a.reason(), a.price(), a.since()))
        .toList();
  }

  @Override
  public void decide(long number, boolean approved, String by) throws ControlException {
    if (!governor.decide(number, approved, by)) {
      throw new ControlException(
          "no call waits as number " + number + "; `rein approve PID` lists those that do");
    }
  }

  @Override
  public List<AccountStatus> accounts() {
    return governor.accounts().all().stream().map(this::status).toList();
  }

  private AccountStatus status(AccountLimits limits) {
    Account account = limits.account();
    Account parent = account.parent();
    return new AccountStatus(
        limits.id(),
        parent == null ? null : parent.id(),
        limits.phase().label(),
        limits.isPaused(),
        limits.policy().priority().word(),
        governor.active(limits),
        limits.waiting(),
        used(account));
  }

  /** What an account has used of each resource of which it has used anything. */
  static Map<String, Long> used(Account account) {
    Map<String, Long> used = new TreeMap<>();
    for (Resource resource : Resource.all()) {
      long amount = account.meter(resource).used();
      if (amount != 0) {
        used.put(resource.name(), amount);
      }
    }
    return used;
  }
}
