package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.PolicyEngine;
import dev.rein.agent.sample.children.ProcessTrees;
import dev.rein.agent.sample.children.TreeListener;
import dev.rein.api.Resource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Charges what processes use to the accounts that have started them, or what started them. */
final class ChildCharges implements TreeListener<AccountLimits> {
  private final PolicyEngine engine;
  private final Consumer<String> remarks;
  private volatile @Nullable ProcessTrees<AccountLimits> trees;

  /**
   * @param remarks takes a line on what cannot be told on this system
   */
  ChildCharges(PolicyEngine engine, Consumer<String> remarks) {
    this.engine = engine;
    this.remarks = remarks;
  }

  /** A process is about to be started: what is used up to then is not its doing. */
  void starting() {
    trees().settle();
  }

  void started(Process process, AccountLimits account) {
    try {
      trees().add(process, account);
    } catch (UnsupportedOperationException nothingIsKnownOfIt) {
      // It is not one of the JDK's own.
    }
  }

  /** Charges what those had used that have ended. Cheap. */
  void settle() {
    ProcessTrees<AccountLimits> current = trees;
    if (current != null) {
      current.settle();
    }
  }

  /** Whether any live. */
  boolean any() {
    ProcessTrees<AccountLimits> current = trees;
    return current != null && current.isAlive();
  }

  /** Charges what all use that live, too; does nothing while none does. */
  void look() {
    ProcessTrees<AccountLimits> current = trees;
    if (current != null) {
      current.look();
    }
  }

  /** Made when the first process is started: many hosts never start one. */
  private ProcessTrees<AccountLimits> trees() {
    ProcessTrees<AccountLimits> current = trees;
    return current == null ? make() : current;
  }

  private synchronized ProcessTrees<AccountLimits> make() {
    ProcessTrees<AccountLimits> current = trees;
    if (current == null) {
      current = ProcessTrees.ofThisJvm(this, remarks);
      trees = current;
    }
    return current;
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
