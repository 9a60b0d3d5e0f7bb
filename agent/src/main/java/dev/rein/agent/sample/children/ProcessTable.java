package dev.rein.agent.sample.children;

import dev.rein.agent.sample.children.ProcReader.Found;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The processes as one look found them; kept, so that the next need not make it anew. Who was found
 * to be a stranger is passed over for some looks, for most processes of a machine are. Should a
 * process of a tree get a stranger's PID meanwhile, it is found a few looks later, and what it has
 * used by then with it.
 */
final class ProcessTable {
  /** Every how many looks all are read. */
  static final int ALL_EVERY = 10;

  private final ProcReader reader;
  private final int self;
  private final List<ProcessStat> rows = new ArrayList<>();
  private final Map<Integer, ProcessStat> byPid = new HashMap<>();
  private final Set<Integer> strangers = new HashSet<>();
  private final ProcessStat again = new ProcessStat();
  private int looks;

  ProcessTable(ProcReader reader, int self) {
    this.reader = reader;
    this.self = self;
  }

  /**
   * Reads each process that is not known as a stranger, and a parent before its children. So the
   * time of one that is found has not come to a parent that is found; the time of one that is
   * missing may come to it later.
   *
   * @return false when that did not work, and nothing can be said of who is missing
   */
  boolean read() {
    byPid.clear();
    if (looks++ % ALL_EVERY == 0) {
      strangers.clear();
    }
    // In the order of the numbers, which is that of the starts until the numbers begin anew.
    for (String name : reader.names()) {
      int pid = number(name);
      if (pid > 0 && !strangers.contains(pid)) {
        ProcessStat row = row(byPid.size());
        switch (reader.read(pid, row)) {
          case READ -> byPid.put(pid, row);
          case GONE -> {}
          case UNKNOWN -> {
            return false;
          }
        }
      }
    }
    return removeThoseReadBeforeTheirParents() && byPid.containsKey(self);
  }

  /** Removes those of them that have ended: their parents may have got their time. */
  private boolean removeThoseReadBeforeTheirParents() {
    boolean removed;
    do {
      removed = false;
      for (int i = size() - 1; i >= 0; i--) {
        ProcessStat row = get(i);
        if (row.parent > row.pid || !byPid.containsKey(row.parent)) {
          Found found = reader.read(row.pid, again);
          if (found == Found.UNKNOWN) {
            return false;
          }
          if (found == Found.GONE || again.start != row.start) {
            remove(i);
            // Its children may have been read before whoever got its time and theirs.
            removed = true;
          }
        }
      }
    } while (removed);
    return true;
  }

  private void remove(int index) {
    ProcessStat row = get(index);
    byPid.remove(row.pid);
    rows.set(index, rows.get(size()));
    rows.set(size(), row);
  }

  /** Nobody has looked for a while: reads all the next time. */
  void forgetStrangers() {
    looks = 0;
  }

  /** Those that are no members by now will not become any, unless they come from the JVM. */
  void noteStrangers() {
    for (int i = 0; i < size(); i++) {
      ProcessStat row = get(i);
      if (row.member == null && !comesFromSelf(row)) {
        strangers.add(row.pid);
      }
    }
  }

  /** The JVM, or what it has started and not been charged with yet. */
  private boolean comesFromSelf(ProcessStat row) {
    ProcessStat above = row;
    for (int i = 0; above != null && i < size(); i++) {
      if (above.pid == self) {
        return true;
      }
      above = parentOf(above);
    }
    return false;
  }

  private ProcessStat row(int index) {
    if (index == rows.size()) {
      rows.add(new ProcessStat());
    }
    return rows.get(index);
  }

  int size() {
    return byPid.size();
  }

  ProcessStat get(int index) {
    return rows.get(index);
  }

  @Nullable ProcessStat ofPid(int pid) {
    return byPid.get(pid);
  }

  /** The process that one was started by, or that has adopted it; null when it is not known. */
  @Nullable ProcessStat parentOf(ProcessStat row) {
    ProcessStat parent = byPid.get(row.parent);
    // One that is younger has got the PID of the parent, which has ended meanwhile.
    return parent == null || parent.start > row.start ? null : parent;
  }

  /** The number that a name is, or 0. */
  private static int number(String name) {
    int number = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < '0' || c > '9' || i == 9) {
        return 0;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }
}
