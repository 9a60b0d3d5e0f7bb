package dev.rein.agent.sample.children;

import java.util.ArrayList;
import java.util.List;

/** A process that the host has started, and what it has started in turn. */
final class Tree<T> {
  private final Process process;
  private final T owner;
  private final Member root;
  private final List<Member> members = new ArrayList<>();

  /** Where the JVM has got the root's time and that is charged. */
  private boolean settled;

  private boolean settledSinceLookBegan;

  /** Some systems show no process of another user. */
  private boolean hidden;

  private long ticks;
  private long toldMillis;
  private long toldResident;

  Tree(Process process, T owner) {
    this.process = process;
    this.owner = owner;
    this.root = new Member((int) process.pid(), this);
    members.add(root);
  }

  T owner() {
    return owner;
  }

  Member root() {
    return root;
  }

  /** All that have been seen and whose end is not dealt with, the root first. */
  List<Member> members() {
    return members;
  }

  /** The root has ended, its parent has waited for it, and nobody has dealt with that. */
  boolean isToSettle() {
    return !settled && !process.isAlive();
  }

  boolean isSettled() {
    return settled;
  }

  /** Whether the root lives but cannot be looked at. */
  boolean isHidden() {
    return hidden;
  }

  /** A look has not found it. Of a root that has ended the JVM is told before the next look. */
  void missed(Member member) {
    hidden |= member == root && member.isGone();
    member.missed();
  }

  /** Whether what has this PID now, a child of the JVM, is the root that was not seen yet. */
  boolean isFirstSightOfRoot(Member member, ProcessStat row, int jvm) {
    return member == root && root.isUnseen() && row.parent == jvm && process.isAlive();
  }

  /** From now on processes are read. */
  void lookBegins() {
    settledSinceLookBegan = false;
  }

  /**
   * Whether what a look has found can be added: not when the root was dealt with since, for it may
   * have ended with the root.
   */
  boolean isOpen() {
    return !settledSinceLookBegan;
  }

  Member add(ProcessStat row) {
    Member member = new Member(row.pid, this);
    members.add(member);
    charge(member.seen(row) + member.usedByEnded());
    return member;
  }

  void charge(long moreTicks) {
    ticks += moreTicks;
  }

  /** The root's end, and that of those whose time went its way, is dealt with. */
  void settle() {
    settled = true;
    settledSinceLookBegan = true;
    members.removeIf(member -> member.isGone() && member.endedBelow(root));
  }

  /** Nobody of it lives, and all that its owner was told of its memory is taken back. */
  boolean isOver() {
    return settled && toldResident == 0 && members.stream().allMatch(Tree::hasEnded);
  }

  private static boolean hasEnded(Member member) {
    return member.isGone() || member.isZombie();
  }

  /** What it has used since this was asked last. */
  long takeMillis(KernelUnits units) {
    long millis = units.millis(ticks);
    long more = millis - toldMillis;
    toldMillis = millis;
    return more;
  }

  /** By how many bytes it has grown since this was asked last. */
  long takeResident(KernelUnits units) {
    long pages = 0;
    for (Member member : members) {
      pages += member.resident();
    }
    long resident = units.bytes(pages);
    long more = resident - toldResident;
    toldResident = resident;
    return more;
  }
}
