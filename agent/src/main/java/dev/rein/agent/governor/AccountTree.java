package dev.rein.agent.governor;

import dev.rein.agent.account.Account;
import dev.rein.agent.account.NanoClock;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Mode;
import dev.rein.agent.policy.Policy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tree of accounts: the JVM's, and below it one for each agent, made when the agent is first
 * named. Their number is bounded; agents beyond it share the account {@code other}.
 */
public final class AccountTree {
  /** How many accounts agents have at most. */
  public static final int MOST_AGENTS = 1_000;

  /** The account of all agents beyond. */
  public static final String OTHER = "other";

  private static final int LONGEST_NAME = 100;
  private static final int DEEPEST = 10;

  private final NanoClock clock;
  private final AccountLimits jvm;
  private final Map<String, AccountLimits> byId = new ConcurrentHashMap<>();
  private final List<AccountLimits> all = new CopyOnWriteArrayList<>();
  private final Consumer<AccountLimits> opening;
  private final Runnable opened;
  private volatile Policy policy;
  private volatile boolean released;

  /**
   * @param opening told of each agent's account before anybody else can see it
   * @param opened told when there is another account
   */
  AccountTree(Policy policy, NanoClock clock, Consumer<AccountLimits> opening, Runnable opened) {
    this.clock = clock;
    this.policy = policy;
    this.opening = opening;
    this.opened = opened;
    this.jvm = new AccountLimits(Account.jvm(), null, clock);
    jvm.progress().begin();
    jvm.apply(policy.jvm(), policy.mode() == Mode.ENFORCE);
    all.add(jvm);
  }

  public AccountLimits jvm() {
    return jvm;
  }

  /** Each behind the one above it. */
  public Collection<AccountLimits> all() {
    return all;
  }

  public Policy policy() {
    return policy;
  }

  /** The account of this id, {@code jvm} or {@code lead/coder}; null when there is none. */
  public @Nullable AccountLimits find(String id) {
    return id.equals(jvm.id()) ? jvm : byId.get(id);
  }

  /** The account of an agent that works within another, or within the JVM. */
  public AccountLimits agent(AccountLimits parent, String name) {
    String ownName = fit(name);
    String id = parent == jvm ? ownName : parent.id() + "/" + ownName;
    AccountLimits known = byId.get(id);
    if (known != null) {
      return known;
    }
    if (parent != jvm && (isOwnName(parent.id(), ownName) || isDeep(id))) {
      return parent;
    }
    return open(parent, id);
  }

  /**
   * All accounts are held to another policy from now on.
   *
   * @param sink takes each account with the limits that it had before
   */
  synchronized void apply(Policy newPolicy, BiConsumer<AccountLimits, List<Limit>> sink) {
    policy = newPolicy;
    for (AccountLimits account : all) {
      List<Limit> before = account.limits();
      account.apply(
          account == jvm ? newPolicy.jvm() : newPolicy.of(account.id()),
          newPolicy.mode() == Mode.ENFORCE);
      sink.accept(account, before);
    }
  }

  /** From now on nothing of these accounts can be reached by what others have kept. */
  void release() {
    released = true;
    all.forEach(account -> account.handle().set(null));
  }

  boolean isReleased() {
    return released;
  }

  private synchronized AccountLimits open(AccountLimits parent, String id) {
    AccountLimits known = byId.get(id);
    if (known != null) {
      return known;
    }
    if (byId.size() >= MOST_AGENTS) {
      AccountLimits other = byId.get(OTHER);
      return other == null ? add(jvm, OTHER) : other;
    }
    return add(parent, id);
  }

  private AccountLimits add(AccountLimits parent, String id) {
    Account account = parent.account().child(all.size(), id);
    AccountLimits limits = new AccountLimits(account, parent, clock);
    limits.apply(policy.of(id), policy.mode() == Mode.ENFORCE);
    // First, so that nothing is told of it before it is.
    opening.accept(limits);
    all.add(limits);
    byId.put(id, limits);
    opened.run();
    return limits;
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
