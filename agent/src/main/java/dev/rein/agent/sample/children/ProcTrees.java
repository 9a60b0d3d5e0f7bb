package dev.rein.agent.sample.children;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Trees by what {@code /proc} says. Reading all of it takes a while, so that is done without the
 * lock that whoever starts a process may have to wait for.
 */
final class ProcTrees<T> implements ProcessTrees<T> {
  private final KernelUnits units;
  private final TreeListener<T> listener;
  private final Queue<Tree<T>> started = new ConcurrentLinkedQueue<>();
  private final List<Tree<T>> trees = new ArrayList<>();
  private final Object looking = new Object();
  private final ProcessTable table;
  private final Census census;
  private final EndedRoots<T> endedRoots;
  private volatile boolean anyTree;

  /** There was a time without trees, in which nobody has looked. */
  private volatile boolean rested;

  /**
   * @param folder where the processes are shown, {@code /proc}
   * @param self the PID of this JVM
   */
  ProcTrees(File folder, int self, KernelUnits units, TreeListener<T> listener) {
    this.units = units;
    this.listener = listener;
    this.table = new ProcessTable(new ProcReader(folder), self);
    this.census = new Census(self);
    this.endedRoots = new EndedRoots<>(new ProcReader(folder), self);
  }

  @Override
  public void add(Process root, T owner) {
    started.add(new Tree<>(root, owner));
  }

  @Override
  public boolean isAlive() {
    return anyTree || !started.isEmpty();
  }

  @Override
  public void settle() {
    Changes<T> changes = new Changes<>();
    synchronized (this) {
      takeStarted();
      if (endedRoots.settle(trees)) {
        // Memory is left to the thread that looks, lest two tell of it in the wrong order.
        trees.forEach(tree -> changes.add(tree.owner(), tree.takeMillis(units), 0));
        forget();
      }
    }
    changes.tell(listener);
  }

  @Override
  public void look() {
    if (!isAlive()) {
      return;
    }
    settle();
    synchronized (looking) {
      if (rested) {
        rested = false;
        table.forgetStrangers();
      }
      synchronized (this) {
        trees.forEach(Tree::lookBegins);
      }
      if (!isAlive() || !table.read()) {
        return;
      }
      Changes<T> changes = new Changes<>();
      synchronized (this) {
        takeStarted();
        census.take(table, trees);
        table.noteStrangers();
        for (Tree<T> tree : trees) {
          changes.add(tree.owner(), tree.takeMillis(units), tree.takeResident(units));
        }
        forget();
      }
      changes.tell(listener);
    }
  }

  private void takeStarted() {
    for (Tree<T> tree = started.peek(); tree != null; tree = started.peek()) {
      anyTree = true;
      trees.add(tree);
      started.remove();
    }
  }

  private void forget() {
    trees.removeIf(Tree::isOver);
    if (trees.isEmpty()) {
      rested = true;
      anyTree = false;
    }
  }
}
