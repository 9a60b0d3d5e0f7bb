package dev.rein.agent.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A byte array that grows and is used again for every entry. */
final class EntryOutput {
  /** Longest text in bytes; the rest is cut off. */
  static final int MAX_TEXT = 4096;

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
