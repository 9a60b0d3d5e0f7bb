package dev.rein.agent.sample.children;

import dev.rein.agent.sample.children.ProcReader.Found;
import java.util.ArrayList;
import java.util.List;

/**
 * Charges children of the JVM that have ended with what the JVM has got of them. Its time of
 * waited-for children grows by all that each had used, a short one that no look has seen too. What
 * one tree has used is known exactly when it is the only one that has ended since the last time;
 * when there were several, those that no look has seen the end of share what is not charged yet.
 */
final class EndedRoots<T> {
  private static final long UNKNOWN = -1;

  private final ProcReader reader;
  private final int self;
  private final ProcessStat stat = new ProcessStat();
  private long waited = UNKNOWN;

  EndedRoots(ProcReader reader, int self) {
    this.reader = reader;
    this.self = self;
  }

  /** Returns whether there were any. */
  boolean settle(List<Tree<T>> trees) {
    if (waited == UNKNOWN) {
      waited = readWaited();
    }
    List<Tree<T>> ended = new ArrayList<>(0);
    long now = UNKNOWN;
    // One that ends while the JVM's time is read may or may not be in it: look again.
    while (hasFound(trees, ended)) {
      now = readWaited();
      if (now == UNKNOWN) {
        return false;
      }
    }
    if (ended.isEmpty()) {
      return false;
    }
    long got = waited == UNKNOWN ? 0 : Math.max(0, now - waited);
    waited = now;
    charge(ended, got);
    return true;
  }

  private static <T> boolean hasFound(List<Tree<T>> trees, List<Tree<T>> ended) {
    boolean found = false;
    for (Tree<T> tree : trees) {
      if (tree.isToSettle() && !ended.contains(tree)) {
        found |= ended.add(tree);
      }
    }
    return found;
  }

  private void charge(List<Tree<T>> ended, long got) {
    long all = 0;
    long ofRoots = 0;
    List<Tree<T>> sharing = new ArrayList<>(ended.size());
    for (Tree<T> tree : ended) {
      all += findEnded(tree);
      ofRoots += tree.root().used();
      if (!tree.root().isZombie()) {
        sharing.add(tree);
      }
      tree.settle();
    }
    long rest = Inheritance.uncharged(got, all, ofRoots);
    for (int i = sharing.size(); i > 0; i--) {
      long share = rest / i;
      sharing.get(i - 1).charge(share);
      rest -= share;
    }
  }

  /**
   * Finds those of its members whose time has gone to the JVM with the root's; what they had used.
   */
  private long findEnded(Tree<T> tree) {
    Member root = tree.root();
    for (Member member : tree.members()) {
      if (member == root || hasEnded(member)) {
        member.missed();
      }
    }
    long used = 0;
    for (Member member : tree.members()) {
      if (member.isGone() && member.endedBelow(root)) {
        used += member.used();
      }
    }
    return used;
  }

  private boolean hasEnded(Member member) {
    return switch (reader.read(member.pid, stat)) {
      case READ -> !member.is(stat);
      case GONE -> true;
      case UNKNOWN -> false;
    };
  }

  private long readWaited() {
    return reader.read(self, stat) == Found.READ ? stat.waited : UNKNOWN;
  }
}
