package dev.rein.agent.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * A piece of a file that somebody may be writing, copied into memory. Not a mapping: where a mapped
 * file is cut short, or its disk fails, reading it raises a signal.
 */
final class FileWindow implements AutoCloseable {
  private static final int SIZE = 1 << 16;

  private final RandomAccessFile file;
  private byte[] first = new byte[SIZE];
  private byte[] second = new byte[SIZE];
  private long start;
  private int length;

  FileWindow(RandomAccessFile file) {
    this.file = file;
  }

  /** Moves there if need be; false when the file ends before. */
  boolean covers(long from, int count) throws IOException {
    if (!holds(from, count)) {
      load(from, count);
    }
    return holds(from, count);
  }

  /** Whether it is in memory already. */
  boolean holds(long from, int count) {
    return from >= start && from + count <= start + length;
  }

  /** Has the next look go to the file. */
  void forget() {
    length = 0;
  }

  /**
   * The file is copied twice, headers are taken from the first copy and what they announce from the
   * second: what a header has said to be complete was so before the second began.
   */
  private void load(long from, int count) throws IOException {
    if (count > first.length) {
      first = new byte[count];
      second = new byte[count];
    }
    start = from;
    length = 0;
    int headers = fill(first);
    length = Math.min(headers, fill(second));
  }

  private int fill(byte[] bytes) throws IOException {
    file.seek(start);
    int filled = 0;
    for (int read = 0; read >= 0 && filled < bytes.length; filled += Math.max(0, read)) {
      read = file.read(bytes, filled, bytes.length - filled);
    }
    return filled;
  }

  /** Four bytes that are held, lowest first. */
  int intAt(long at) {
    int i = (int) (at - start);
    return (first[i] & 0xFF)
        | (first[i + 1] & 0xFF) << 8
        | (first[i + 2] & 0xFF) << 16
        | first[i + 3] << 24;
  }

  int byteAt(long at) {
    return second[(int) (at - start)] & 0xFF;
  }

  void copy(long from, byte[] target, int count) {
    System.arraycopy(second, (int) (from - start), target, 0, count);
  }

  /** Bytes from the file itself; fewer when it ends. */
  byte[] peek(long from, int count) throws IOException {
    byte[] bytes = new byte[count];
    file.seek(from);
    int read = file.read(bytes);
    return read == count ? bytes : java.util.Arrays.copyOf(bytes, Math.max(0, read));
  }

  long size() throws IOException {
    return file.length();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
