package dev.rein.agent.sample.children;

import dev.rein.agent.sample.children.ProcReader.Found;
import java.util.ArrayList;
import java.util.List;

/**
 * Charges children of the JVM that have ended with what the JVM has got of them. Its time of
 * waited-for children grows by all that each had used, a short one that no look has seen too. What
 * one tree has used is known exactly when it is the only one that has ended since the last time;
 * when there were several, those that no look has seen the end of share what is not charged yet.
 *
 * <p>Whatever was charged and may be in what the JVM has got is taken for being in it, so nothing
 * is charged twice.
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

  /**
   * Returns whether there were any, and it could be told what they had used; if not, they are left
   * for the next time.
   */
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
    if (ended.isEmpty() || !areMissesNoted(ended)) {
      return false;
    }
    long rest = waited == UNKNOWN ? 0 : now - waited;
    for (Tree<T> tree : ended) {
      rest -= usedByEnded(tree);
    }
    if (rest > 0 && isAnyEnding(trees, ended)) {
      return false;
    }
    waited = now;
    settle(ended, rest);
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

  /**
   * Whether the JVM may have got the time of one more. It has some time before {@link
   * Process#isAlive} tells.
   */
  private boolean isAnyEnding(List<Tree<T>> trees, List<Tree<T>> ended) {
    for (Tree<T> tree : trees) {
      if (!tree.isSettled()
          && !tree.isHidden()
          && !ended.contains(tree)
          && find(tree.root()) != Found.READ) {
        return true;
      }
    }
    return false;
  }

  /** Notes which members have ended too; returns false when that cannot be told of one. */
  private boolean areMissesNoted(List<Tree<T>> ended) {
    for (Tree<T> tree : ended) {
      for (Member member : tree.members()) {
        Found found = member == tree.root() ? Found.GONE : find(member);
        if (found == Found.UNKNOWN) {
          return false;
        }
        if (found == Found.GONE) {
          member.missed();
        }
      }
    }
    return true;
  }

  private static <T> void settle(List<Tree<T>> ended, long rest) {
    List<Tree<T>> sharing = new ArrayList<>(ended.size());
    for (Tree<T> tree : ended) {
      if (!tree.root().isZombie()) {
        sharing.add(tree);
      }
      tree.settle();
    }
    if (sharing.isEmpty()) {
      // The kernel adds up nanoseconds: the sum has ticks that are in none of its parts.
      sharing = ended;
    }
    long left = Math.max(0, rest);
    for (int i = sharing.size(); i > 0; i--) {
      long share = left / i;
      sharing.get(i - 1).charge(share);
      left -= share;
    }
  }

  /** What those members had used whose time has gone to the JVM with the root's. */
  private static long usedByEnded(Tree<?> tree) {
    long used = 0;
    for (Member member : tree.members()) {
      if (member.isGone() && member.endedBelow(tree.root())) {
        used += member.used();
      }
    }
    return used;
  }

  private Found find(Member member) {
    Found found = reader.read(member.pid, stat);
    boolean another = found == Found.READ && !member.isUnseen() && !member.is(stat);
    return another ? Found.GONE : found;
  }

  private long readWaited() {
    return reader.read(self, stat) == Found.READ ? stat.waited : UNKNOWN;
  }
}
