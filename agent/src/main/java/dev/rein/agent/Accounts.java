package dev.rein.agent;

import dev.rein.agent.account.Account;
import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tree of accounts: the JVM's, and below it one for each agent, made when the agent is first
 * named. Their number is bounded; agents beyond it share the account {@code other}.
 */
final class Accounts {
  static final int MOST_AGENTS = 1_000;
  private static final String OTHER = "other";
  private static final int LONGEST_NAME = 100;
  private static final int DEEPEST = 10;

  private final AccountLimits jvm;
  private final AtomicReference<@Nullable AccountLimits> jvmHandle;
  private final Map<String, Agent> byId = new ConcurrentHashMap<>();
  private final List<CounterDeltas> deltas = new CopyOnWriteArrayList<>();

  Accounts(Policy policy) {
    Account account = Account.jvm();
    this.jvm = new AccountLimits(account, policy, null);
    this.jvmHandle = new AtomicReference<>(jvm);
    deltas.add(new CounterDeltas(account));
  }

  /** An agent's account, and how the host's side refers to it. */
  private record Agent(AccountLimits limits, AtomicReference<@Nullable AccountLimits> handle) {}

  AccountLimits jvm() {
    return jvm;
  }

  /** The account that the host's side means; the JVM's when it is none of this time's. */
  AccountLimits of(@Nullable Object handle) {
    AccountLimits limits = handle == null ? null : ifAny(handle);
    return limits == null ? jvm : limits;
  }

  /** What the host's side may keep for long to mean this account: it holds nothing of Rein's. */
  Object handle(@Nullable Object account) {
    return account == null ? jvmHandle : account;
  }

  /** What the handle means, or null when it is not of this time's accounts. */
  @Nullable AccountLimits ifAny(Object handle) {
    return handle instanceof AtomicReference<?> reference ? (AccountLimits) reference.get() : null;
  }

  /**
   * What the host's side refers to the account of an agent by.
   *
   * @param parent that of the agent within which it works, or null for none
   */
  Object agent(@Nullable Object parent, String name) {
    AccountLimits above = of(parent);
    String ownName = fit(name);
    String id = above == jvm ? ownName : above.account().id() + "/" + ownName;
    Agent known = byId.get(id);
    if (known != null) {
      return known.handle;
    }
    if (parent != null && (isOwnName(above.account().id(), ownName) || isDeep(id))) {
      return parent;
    }
    return open(above, id).handle;
  }

  /** Hands over which accounts are new and what was counted since the last call. One thread. */
  void collect(Consumer<LedgerEntry> sink) {
    for (CounterDeltas account : deltas) {
      account.collect(sink);
    }
  }

  /** From now on nothing of these accounts can be reached from the host's side. */
  void release() {
    jvmHandle.set(null);
    byId.values().forEach(agent -> agent.handle.set(null));
  }

  private synchronized Agent open(AccountLimits above, String id) {
    Agent known = byId.get(id);
    if (known != null) {
      return known;
    }
    if (byId.size() >= MOST_AGENTS) {
      Agent other = byId.get(OTHER);
      return other == null ? add(jvm, OTHER) : other;
    }
    return add(above, id);
  }

  private Agent add(AccountLimits above, String id) {
    Account account = above.account().child(deltas.size(), id);
    AccountLimits limits = new AccountLimits(account, Policy.NONE, above);
    Agent agent = new Agent(limits, new AtomicReference<>(limits));
    deltas.add(new CounterDeltas(account));
    byId.put(id, agent);
    return agent;
  }

  private static String fit(String name) {
    String shortened = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    String fit = shortened.replace('/', '_').strip();
    // Neither must pass for another account.
    return fit.isEmpty() || fit.equals("jvm") ? fit + "_" : fit;
  }

  /** An agent that calls itself is still the same. */
  private static boolean isOwnName(String id, String name) {
    return id.substring(id.lastIndexOf('/') + 1).equals(name);
  }

  private static boolean isDeep(String id) {
    return id.chars().filter(c -> c == '/').count() >= DEEPEST;
  }
}
