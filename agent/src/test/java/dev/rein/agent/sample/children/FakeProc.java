package dev.rein.agent.sample.children;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A folder laid out like /proc, of processes that there are not. */
final class FakeProc {
  static final int JVM = 10;

  private final Path folder;
  private final Map<Integer, Entry> entries = new HashMap<>();
  private final Set<Integer> written = new HashSet<>();
  private long started = 100;

  FakeProc(Path folder) {
    this.folder = folder;
    put(1, 0).session = 1;
    put(JVM, 1);
  }

  /** A process; what is changed is in the folder after {@link #write}. */
  static final class Entry {
    int parent;
    int group;
    int session = JVM;
    long start;
    long own;
    long waited;
    long pages;
    char state = 'S';
    int threads = 1;
    String name = "name";

    String line(int pid) {
      return "%d (%s) %c %d %d %d 0 -1 4194304 1 2 3 4 %d 0 %d 0 20 0 %d 0 %d 9000 %d 18446744073709551615 1\n"
          .formatted(pid, name, state, parent, group, session, own, waited, threads, start, pages);
    }
  }

  /** A process that has started later than all before. */
  Entry put(int pid, int parent) {
    Entry entry = new Entry();
    entry.parent = parent;
    entry.group = JVM;
    entry.start = started++;
    entries.put(pid, entry);
    return entry;
  }

  Entry at(int pid) {
    return Objects.requireNonNull(entries.get(pid));
  }

  /** It has used so much, of its own. */
  void use(int pid, long ticks) {
    at(pid).own += ticks;
  }

  /** It ends, and its parent waits for it. */
  void end(int pid) {
    Entry ended = at(pid);
    at(ended.parent).waited += ended.own + ended.waited;
    vanish(pid);
  }

  /** It ends, and its time goes to nobody; its children are init's. */
  void vanish(int pid) {
    entries.remove(pid);
    for (Entry entry : entries.values()) {
      if (entry.parent == pid) {
        entry.parent = 1;
      }
    }
  }

  /** Brings the folder up to date. */
  void write() throws IOException {
    for (int pid : written) {
      Files.deleteIfExists(folder.resolve(pid + "/stat"));
    }
    written.addAll(entries.keySet());
    for (Map.Entry<Integer, Entry> process : entries.entrySet()) {
      int pid = process.getKey();
      Path of = Files.createDirectories(folder.resolve(Integer.toString(pid)));
      Files.writeString(of.resolve("stat"), process.getValue().line(pid));
    }
  }
}
