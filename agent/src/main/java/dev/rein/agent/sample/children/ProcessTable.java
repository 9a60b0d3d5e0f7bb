package dev.rein.agent.sample.children;

import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All processes as one look found them; kept, so that the next need not make it anew. */
final class ProcessTable {
  private final ProcReader reader;
  private final int self;
  private final List<ProcessStat> rows = new ArrayList<>();
  private final Map<Integer, ProcessStat> byPid = new HashMap<>();

  ProcessTable(File folder, int self) {
    this.reader = new ProcReader(folder);
    this.self = self;
  }

  /**
   * Reads each process once.
   *
   * @return false when that did not work, and nothing can be said of who is missing
   */
  boolean read() {
    byPid.clear();
    for (String name : reader.names()) {
      int pid = number(name);
      if (pid > 0) {
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
    return byPid.containsKey(self);
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
