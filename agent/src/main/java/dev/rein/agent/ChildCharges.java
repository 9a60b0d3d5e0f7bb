package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.PolicyEngine;
import dev.rein.agent.sample.children.ProcessTrees;
import dev.rein.agent.sample.children.TreeListener;
import dev.rein.api.Resource;
import java.util.function.Consumer;

/** Charges what processes use to the accounts that have started them, or what started them. */
final class ChildCharges implements TreeListener<AccountLimits> {
  private final PolicyEngine engine;
  private final ProcessTrees<AccountLimits> trees;

  /**
   * @param remarks takes a line on what cannot be told on this system
   */
  ChildCharges(PolicyEngine engine, Consumer<String> remarks) {
    this.engine = engine;
    this.trees = ProcessTrees.ofThisJvm(this, remarks);
  }

  void started(Process process, AccountLimits account) {
    try {
      trees.add(process, account);
    } catch (UnsupportedOperationException nothingIsKnownOfIt) {
      // It is not one of the JDK's own.
    }
  }

  /** Charges what those had used that have ended; before a process is started, and at the tick. */
  void settle() {
    trees.settle();
  }

  /** Whether any live. */
  boolean any() {
    return trees.isAlive();
  }

  /** Charges what all use that live. */
  void look() {
    trees.look();
  }

  @Override
  public void used(AccountLimits owner, long cpuMillis) {
    engine.transferred(owner, Resource.PROCESSES_CPU, cpuMillis);
  }

  @Override
  public void resident(AccountLimits owner, long bytes) {
    if (bytes > 0) {
      engine.transferred(owner, Resource.PROCESSES_RSS, bytes);
    } else {
      engine.giveBack(owner, -bytes, Resource.PROCESSES_RSS);
    }
  }
}
