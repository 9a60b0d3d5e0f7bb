package dev.rein.agent.sample.children;

import org.jspecify.annotations.Nullable;

/** A process of a tree, as it was last seen. */
final class Member {
  /** When a process that was not seen yet has started. */
  private static final long UNSEEN = -1;

  final int pid;
  final Tree<?> tree;
  private long start = UNSEEN;

  /** The member that will wait for it; null when that is the JVM, or nobody of the tree. */
  @Nullable Member parent;

  private long own;
  private long waited;
  private long resident;
  private boolean zombie;
  private boolean gone;

  /** What those had used whose time this one has got since it was seen last. */
  private long inherited;

  private long inheritedFromChildren;
  private long waitedBefore;

  Member(int pid, Tree<?> tree) {
    this.pid = pid;
    this.tree = tree;
  }

  boolean isUnseen() {
    return start == UNSEEN;
  }

  boolean is(ProcessStat row) {
    return start == row.start;
  }

  boolean isGone() {
    return gone;
  }

  boolean isZombie() {
    return zombie;
  }

  long resident() {
    return zombie || gone ? 0 : resident;
  }

  /** All that it had used when it was last seen, and those that it had waited for. */
  long used() {
    return own + waited;
  }

  void missed() {
    gone = true;
  }

  /**
   * Takes down how it is now.
   *
   * @return what its own threads have used since
   */
  long seen(ProcessStat row) {
    start = row.start;
    long more = Math.max(0, row.own - own);
    own = Math.max(own, row.own);
    waitedBefore = waited;
    waited = Math.max(waited, row.waited);
    resident = row.resident;
    zombie = row.zombie;
    gone = false;
    inherited = 0;
    inheritedFromChildren = 0;
    return more;
  }

  /** Gets what a descendant that has ended had used by the last look, which is charged already. */
  void inherit(Member ended) {
    inherited += ended.used();
    if (ended.parent == this) {
      inheritedFromChildren += ended.used();
    }
  }

  /** What those have used that it has waited for since, and that is not charged already. */
  long usedByEnded() {
    return Inheritance.uncharged(waited - waitedBefore, inherited, inheritedFromChildren);
  }

  /** Who was to get its time when it ended: the nearest above that lives; null for nobody known. */
  @Nullable Member heir() {
    Member above = parent;
    while (above != null && above.gone) {
      above = above.parent;
    }
    return above;
  }

  /** Whether all between it and this one, which is above it, have ended too. */
  boolean endedBelow(Member root) {
    Member above = this;
    while (above != null && above != root && above.gone) {
      above = above.parent;
    }
    return above == root;
  }
}
