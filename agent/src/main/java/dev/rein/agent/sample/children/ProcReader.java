package dev.rein.agent.sample.children;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;

/** Reads a folder such as {@code /proc}. One thread at a time. */
class ProcReader {
  /** How it went to read what is said of a process. */
  enum Found {
    READ,
    /** There is no such process, or not any more. */
    GONE,
    /** It cannot be told, as when the JVM has no file descriptor left. */
    UNKNOWN
  }

  /** Some fifty numbers of at most twenty digits, and a name of at most 64 characters. */
  private final byte[] buffer = new byte[2048];

  private final File folder;
  private final String path;

  ProcReader(File folder) {
    this.folder = folder;
    this.path = folder.getPath() + "/";
  }

  /**
   * Whether the processes it shows are those that this JVM sees; a container may be given others'.
   */
  boolean showsSelf(int self) {
    ProcessStat stat = new ProcessStat();
    if (read(self, stat) != Found.READ) {
      return false;
    }
    long start = stat.start;
    return read("self", self, stat) == Found.READ && stat.start == start;
  }

  Found read(int pid, ProcessStat into) {
    return read(Integer.toString(pid), pid, into);
  }

  private Found read(String name, int pid, ProcessStat into) {
    String file = path + name + "/stat";
    try (FileInputStream in = new FileInputStream(file)) {
      return into.parse(pid, buffer, in.read(buffer)) ? Found.READ : Found.GONE;
    } catch (FileNotFoundException e) {
      return new File(file).exists() ? Found.UNKNOWN : Found.GONE;
    } catch (IOException e) {
      // It has ended between the two.
      return Found.GONE;
    }
  }

  /** The processes there are, in no order; none when they cannot be told. */
  String[] names() {
    String[] names = folder.list();
    return names == null ? new String[0] : names;
  }
}
