package dev.rein.agent.sample.children;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds who of all processes belongs to which tree. A member stays one until it ends, whoever its
 * parent is by then; what a member has started is a member.
 *
 * <p>What has lost its parent before anybody saw the two together is known by its session or its
 * process group, if a member leads that or has led it: these pass from parent to child, and nobody
 * gets into a session from outside, or into a group from another session. The kernel keeps their
 * numbers from being given to others as long as anybody is in them.
 */
final class Census {
  private final int jvm;
  private Map<Integer, Tree<?>> led = new HashMap<>();

  /**
   * @param jvm the PID of the JVM, whose children are roots or of no tree
   */
  Census(int jvm) {
    this.jvm = jvm;
  }

  /** Brings all trees up to date with the table. */
  void take(ProcessTable table, List<? extends Tree<?>> trees) {
    led.values().retainAll(trees);
    for (Tree<?> tree : trees) {
      recognise(table, tree);
      bequeath(tree);
    }
    for (int i = 0; i < table.size(); i++) {
      Member unused = memberOf(table, table.get(i));
    }
    Map<Integer, Tree<?>> stillLed = new HashMap<>();
    for (int i = 0; i < table.size(); i++) {
      ProcessStat row = table.get(i);
      Member member = row.member;
      if (member != null) {
        member.parent = parentOf(table, row);
        keepLed(member, row.session, stillLed);
        keepLed(member, row.group, stillLed);
      }
    }
    led = stillLed;
  }

  private void recognise(ProcessTable table, Tree<?> tree) {
    for (Member member : tree.members()) {
      ProcessStat row = table.ofPid(member.pid);
      if (row != null && (member.is(row) || tree.isFirstSightOfRoot(member, row, jvm))) {
        tree.charge(member.seen(row));
        row.member = member;
        row.resolved = true;
      } else {
        tree.missed(member);
      }
    }
  }

  /** Hands what those had used that have ended to those that have waited for them. */
  private static void bequeath(Tree<?> tree) {
    for (Iterator<Member> each = tree.members().iterator(); each.hasNext(); ) {
      Member member = each.next();
      if (member.isGone() && member != tree.root()) {
        Member heir = member.heir();
        if (heir != null) {
          heir.inherit(member);
        }
        // Until the JVM is known to have waited for the root, what the root got is not known
        // either.
        if (heir != null || tree.isSettled() || !member.endedBelow(tree.root())) {
          each.remove();
        }
      }
    }
    for (Member member : tree.members()) {
      if (!member.isGone()) {
        tree.charge(member.usedByEnded());
      }
    }
  }

  private @Nullable Member memberOf(ProcessTable table, ProcessStat row) {
    if (row.resolved || row.pid == jvm) {
      return row.member;
    }
    row.resolved = true;
    Member parent = parentOf(table, row);
    Tree<?> tree = parent == null ? null : parent.tree;
    if (tree == null) {
      tree = treeLedBy(table, row.session);
    }
    if (tree == null) {
      tree = treeLedBy(table, row.group);
    }
    if (tree != null && tree.isOpen()) {
      row.member = tree.add(row);
    }
    return row.member;
  }

  private @Nullable Member parentOf(ProcessTable table, ProcessStat row) {
    ProcessStat parent = row.parent == jvm ? null : table.parentOf(row);
    return parent == null ? null : memberOf(table, parent);
  }

  private @Nullable Tree<?> treeLedBy(ProcessTable table, int leader) {
    ProcessStat row = table.ofPid(leader);
    if (row == null) {
      return led.get(leader);
    }
    Member member = memberOf(table, row);
    return member == null ? null : member.tree;
  }

  private void keepLed(Member member, int leader, Map<Integer, Tree<?>> stillLed) {
    if (leader == member.pid || led.get(leader) == member.tree) {
      stillLed.put(leader, member.tree);
    }
  }
}
