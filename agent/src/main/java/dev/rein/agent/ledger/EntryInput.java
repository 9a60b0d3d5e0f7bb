package dev.rein.agent.ledger;

import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link EntryOutput} wrote, and trusts none of it. */
final class EntryInput {
  private final byte[] bytes;
  private final int length;
  private final List<ResourceName> resources;
  private int position;

  /**
   * @param resources the last table of the ledger
   */
  EntryInput(byte[] bytes, int length, List<ResourceName> resources) {
    this.bytes = bytes;
    this.length = length;
    this.resources = resources;
  }

  boolean isAtEnd() {
    return position == length;
  }

  int readByte() throws CorruptEntryException {
    if (position >= length) {
      throw new CorruptEntryException("it ends too early");
    }
    return bytes[position++] & 0xFF;
  }

  long readUnsigned() throws CorruptEntryException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = readByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new CorruptEntryException("a number does not end");
  }

  long readSigned() throws CorruptEntryException {
    long zigzag = readUnsigned();
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  /** A number that a Java array index could be: an account, a place in a table. */
  int readIndex() throws CorruptEntryException {
    long value = readUnsigned();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new CorruptEntryException("a number is out of range");
    }
    return (int) value;
  }

  /** How many elements follow, each of which takes at least one byte. */
  int readCount() throws CorruptEntryException {
    int count = readIndex();
    if (count > length - position) {
      throw new CorruptEntryException("it ends too early");
    }
    return count;
  }

  String readText() throws CorruptEntryException {
    int size = readCount();
    String text = new String(bytes, position, size, StandardCharsets.UTF_8);
    position += size;
    return text;
  }

  @Nullable String readOptionalText() throws CorruptEntryException {
    return readByte() == 0 ? null : readText();
  }

  List<String> readTexts() throws CorruptEntryException {
    int count = readCount();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(readText());
    }
    return texts;
  }

  String readResource() throws CorruptEntryException {
    int place = readIndex();
    if (place == 0) {
      return readText();
    }
    if (place > resources.size()) {
      throw new CorruptEntryException("it names resource " + place + " of " + resources.size());
    }
    return resources.get(place - 1).name();
  }

  /** Bytes of one entry are not what any writer writes. */
  static final class CorruptEntryException extends Exception {
    private static final long serialVersionUID = 1L;

    CorruptEntryException(String what) {
      super(what);
    }
  }
}
