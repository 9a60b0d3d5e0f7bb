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

  /** By how much its time of waited-for descendants has grown, as far as that is not dealt with. */
  private long got;

  /** What those had used that have ended since and whose time comes to this one. */
  private long inherited;

  /** What of it had not come by the last look. */
  private long owed;

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

  /**
   * All that was charged for it when it was last seen and that its parent is to get: what it had
   * used, those that it had waited for, and those that it was about to wait for.
   */
  long used() {
    return own + waited + owed;
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
    got = Math.max(0, row.waited - waited);
    waited += got;
    resident = row.resident;
    zombie = row.zombie;
    gone = false;
    return more;
  }

  /** Gets what a descendant that has ended had used by the last look, which is charged already. */
  void inherit(Member ended) {
    inherited += ended.used();
  }

  /**
   * What those have used that it has waited for since, and that is not charged already. One that is
   * missing may have been waited for after this one was read: then its time comes with the next
   * look. What has not come by then has gone to init or to nobody.
   */
  long usedByEnded() {
    long rest = got - owed - inherited;
    owed = Math.max(0, Math.min(inherited, -rest));
    got = 0;
    inherited = 0;
    return Math.max(0, rest);
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
