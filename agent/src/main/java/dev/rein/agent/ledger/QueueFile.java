package dev.rein.agent.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * One file of a Chronicle Queue, read without Chronicle, which maps what it reads and gives up at
 * the first fault. {@code docs/ledger-format.md} draws what lies in it.
 */
final class QueueFile implements AutoCloseable {
  /** What is next. */
  enum Step {
    ENTRY,
    NOTHING_YET,
    END,
    DAMAGE
  }

  static final int MAX_ENTRY_BYTES = 1 << 20;

  private static final int METADATA = 1 << 30;
  private static final int LENGTH = METADATA - 1;
  private static final int END_OF_FILE = 0xC000_0000;
  private static final int EVENT_NAME = 0xB9;
  private static final int ARRAY = 0x8D;

  /** In a row, for which no other bytes are mistaken. */
  private static final int CHAIN = 3;

  private final String name;
  private final FileWindow window;

  /** What looking for sound entries may cost, whatever the file holds. */
  private long scanBytes = 256L << 20;

  private int scanPeeks = 200_000;
  private long position;
  private long entry;
  private int entryLength;
  private boolean abandoned;
  private boolean rejected;

  QueueFile(Path path) throws IOException {
    this.name = String.valueOf(path.getFileName());
    this.window = new FileWindow(new RandomAccessFile(path.toFile(), "r"));
  }

  String name() {
    return name;
  }

  /** Where what was not read yet begins. */
  long position() {
    return position;
  }

  /** Goes on to the next entry if there is one. */
  Step advance() throws IOException {
    if (abandoned) {
      return Step.END;
    }
    if (rejected) {
      return Step.DAMAGE;
    }
    Step step = step();
    while (step == Step.NOTHING_YET && isOfTheQueue()) {
      position = after(position);
      step = step();
    }
    if (step == Step.ENTRY) {
      entry = position + 4;
      position = after(position);
    } else {
      window.forget();
    }
    return step;
  }

  /** A document of Chronicle's own counts as nothing yet. */
  private Step step() throws IOException {
    if (!window.covers(position, 4)) {
      return Step.NOTHING_YET;
    }
    int header = window.intAt(position);
    if (header == END_OF_FILE) {
      return Step.END;
    }
    if (header <= 0 || isOfTheQueue()) {
      return Step.NOTHING_YET;
    }
    entryLength = header & LENGTH;
    boolean sound = (header & METADATA) == 0 && entryLength <= MAX_ENTRY_BYTES;
    return sound && window.covers(position, 4 + entryLength) ? Step.ENTRY : Step.DAMAGE;
  }

  /** The file's header or a part of its index. */
  private boolean isOfTheQueue() throws IOException {
    if (!window.covers(position, 8)) {
      return false;
    }
    int header = window.intAt(position);
    return header > 0
        && (header & METADATA) != 0
        && (header & LENGTH) <= MAX_ENTRY_BYTES
        && window.byteAt(position + 4) == EVENT_NAME;
  }

  private long after(long header) {
    return after(header, window.intAt(header));
  }

  private static long after(long at, int header) {
    return (at + 4 + (header & LENGTH) + 3) & ~3L;
  }

  int entryLength() {
    return entryLength;
  }

  /** The bytes of the entry that {@link #advance} found. */
  void copyEntry(byte[] target) {
    window.copy(entry, target, entryLength);
  }

  /** Where the last entry was written, as the writer has noted; -1 when that cannot be told. */
  long lastWritten() throws IOException {
    byte[] head = window.peek(0, 256);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    int field = text.indexOf("writePosition");
    int array = field < 0 ? -1 : text.indexOf((char) ARRAY, field);
    if (array < 0 || array + 25 > head.length) {
      return -1;
    }
    return ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong(array + 17);
  }

  /** Whether something else is where the header was, that of a file just made being incomplete. */
  boolean hasLostItsHeader() throws IOException {
    byte[] head = window.peek(0, 4096);
    boolean any = false;
    for (byte one : head) {
      any |= one != 0;
    }
    return position == 0 && any && head.length > 3 && head[3] >= 0;
  }

  long size() throws IOException {
    return window.size();
  }

  /** That was no entry: its header may be what is wrong, so that nothing follows where it says. */
  void reject() {
    position = entry - 4;
    rejected = true;
  }

  /** Nothing more is read of it. */
  void abandon() {
    abandoned = true;
  }

  /**
   * Goes to the next place from which on entries follow each other; false when there is none or it
   * is too far to look for.
   */
  boolean resume() throws IOException {
    rejected = false;
    for (long at = position + 4; scanBytes > 0 && window.covers(at, 8); at += 4) {
      scanBytes -= 4;
      if (isChain(at)) {
        position = at;
        return true;
      }
    }
    window.forget();
    return false;
  }

  private boolean isChain(long from) throws IOException {
    long at = from;
    for (int link = 0; link < CHAIN; link++) {
      long next = link(at);
      if (next < 0) {
        return link > 0 && next == -2;
      }
      at = next;
    }
    return true;
  }

  /** Where the document there ends; -1 when there is none, -2 when there is nothing. */
  private long link(long at) throws IOException {
    int header;
    int first;
    int version;
    if (window.holds(at, 8)) {
      header = window.intAt(at);
      first = window.byteAt(at + 4);
      version = window.byteAt(at + 5);
    } else {
      byte[] bytes = scanPeeks-- > 0 ? window.peek(at, 8) : new byte[0];
      if (bytes.length < 8) {
        return -1;
      }
      header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
      first = bytes[4] & 0xFF;
      version = bytes[5];
    }
    if (header == 0 || header == END_OF_FILE) {
      return -2;
    }
    int length = header & LENGTH;
    boolean plausible =
        (header & METADATA) == 0
            ? first > 0 && first < 100 && version > 0 && version < 10
            : first == EVENT_NAME;
    return header > 0 && plausible && length >= 3 && length <= MAX_ENTRY_BYTES
        ? after(at, header)
        : -1;
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
