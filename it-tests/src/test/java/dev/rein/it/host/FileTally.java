package dev.rein.it.host;

import java.util.Map;
import java.util.TreeMap;

/** What a program says it did with files, in the ledger's words. */
final class FileTally {
  private final Map<String, Long> amounts = new TreeMap<>();

  private void add(String resource, long amount) {
    amounts.merge(resource, amount, Long::sum);
  }

  void read() {
    add("files.read", 1);
    add("files.accessed", 1);
  }

  void created() {
    add("files.written", 1);
    add("files.accessed", 1);
  }

  void written() {
    add("files.modified", 1);
    created();
  }

  /** Opened to read and write it; was there. */
  void updated() {
    add("files.read", 1);
    written();
  }

  void changed() {
    add("files.modified", 1);
    add("files.accessed", 1);
  }

  void deleted() {
    add("files.deleted", 1);
    add("files.accessed", 1);
  }

  void copied(long bytes) {
    add("files.read", 1);
    created();
    bytesRead(bytes);
    bytesWritten(bytes);
  }

  /** Copied by hand: both ends are opened, and count each. */
  void copiedByHand(long bytes) {
    copied(bytes);
    add("files.accessed", 1);
  }

  void bytesRead(long bytes) {
    add("file.bytes.read", bytes);
  }

  void bytesWritten(long bytes) {
    add("file.bytes.written", bytes);
  }

  /** One line: {@code files.read=12 files.written=3}. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    amounts.forEach(
        (resource, amount) -> line.append(resource).append('=').append(amount).append(' '));
    return line.toString().strip();
  }
}
