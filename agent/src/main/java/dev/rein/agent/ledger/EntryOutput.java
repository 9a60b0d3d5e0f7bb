package dev.rein.agent.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A byte array that grows and is used again for every entry, and the table of resources, which
 * stays.
 */
final class EntryOutput {
  /** Longest text in bytes; the rest is cut off. */
  static final int MAX_TEXT = 4096;

  private final Map<String, Integer> resources = new HashMap<>();
  private byte[] bytes = new byte[512];
  private int length;

  void clear() {
    length = 0;
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  void writeByte(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  /** What every entry begins with. */
  void writeHeader(int type, long at) {
    writeByte(type);
    writeByte(EntryType.VERSION);
    writeSigned(at);
  }

  /** Seven bits a byte, lowest first; the high bit says that more follow. */
  void writeUnsigned(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** Zigzag, so that small numbers below zero are short too. */
  void writeSigned(long value) {
    writeUnsigned((value << 1) ^ (value >> 63));
  }

  void writeText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int kept = utf8.length <= MAX_TEXT ? utf8.length : wholeCharacters(utf8);
    writeUnsigned(kept);
    room(kept);
    System.arraycopy(utf8, 0, bytes, length, kept);
    length += kept;
  }

  void writeOptionalText(@Nullable String text) {
    writeByte(text == null ? 0 : 1);
    if (text != null) {
      writeText(text);
    }
  }

  void writeTexts(List<String> texts) {
    writeUnsigned(texts.size());
    texts.forEach(this::writeText);
  }

  /** How the resources of all that follows are named. */
  void nameResources(List<LedgerEntry.ResourceName> table) {
    resources.clear();
    for (int place = 0; place < table.size(); place++) {
      resources.put(table.get(place).name(), place);
    }
  }

  /** Place in the table plus one; zero is followed by a name that the table lacks. */
  void writeResource(String name) {
    Integer place = resources.get(name);
    writeUnsigned(place == null ? 0 : place + 1);
    if (place == null) {
      writeText(name);
    }
  }

  /** Where to cut so that no character of several bytes is broken. */
  private static int wholeCharacters(byte[] utf8) {
    int end = MAX_TEXT;
    while ((utf8[end] & 0xC0) == 0x80) {
      end--;
    }
    return end;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
