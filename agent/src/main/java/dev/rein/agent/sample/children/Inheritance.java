package dev.rein.agent.sample.children;

/**
 * What a process gets of those that have ended. When a parent waits for a child, the kernel adds to
 * the parent's {@code cutime} and {@code cstime} the child's own time and what the child had got.
 */
final class Inheritance {
  private Inheritance() {}

  /**
   * How much of what a process has got is not charged yet.
   *
   * @param got by how much its time of waited-for descendants has grown
   * @param all what its descendants that have ended meanwhile were charged
   * @param ofChildren what those of them were that were its own children
   */
  static long uncharged(long got, long all, long ofChildren) {
    // When it has got less than all had used, some lost their parent first and went to init.
    return got >= all ? got - all : Math.max(0, got - ofChildren);
  }
}
