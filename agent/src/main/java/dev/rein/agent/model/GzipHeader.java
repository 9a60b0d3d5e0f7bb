package dev.rein.agent.model;

/** Finds where the header of a gzip member ends (RFC 1952). */
final class GzipHeader {
  private static final int FIXED = 10;
  private static final int HAS_CHECKSUM = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;

  private int have;
  private int flags;
  private int extraHave;
  private int extraLength;
  private int checksumHave;
  private boolean broken;

  boolean isBroken() {
    return broken;
  }

  /** Takes the next byte; true when it was the last of the header. */
  boolean read(byte b) {
    if (have < FIXED) {
      fixed(b & 0xff);
    } else if ((flags & HAS_EXTRA) != 0) {
      extra(b & 0xff);
    } else if ((flags & HAS_NAME) != 0) {
      flags &= b == 0 ? ~HAS_NAME : ~0;
    } else if ((flags & HAS_COMMENT) != 0) {
      flags &= b == 0 ? ~HAS_COMMENT : ~0;
    } else if (++checksumHave == 2) {
      flags &= ~HAS_CHECKSUM;
    }
    return have == FIXED && (flags & (HAS_CHECKSUM | HAS_EXTRA | HAS_NAME | HAS_COMMENT)) == 0;
  }

  private void fixed(int b) {
    switch (have++) {
      case 0 -> broken |= b != 0x1f;
      case 1 -> broken |= b != 0x8b;
      case 2 -> broken |= b != 8;
      case 3 -> flags = b;
      default -> {}
    }
  }

  private void extra(int b) {
    if (extraHave < 2) {
      extraLength |= b << (8 * extraHave);
    }
    if (++extraHave >= 2 && extraHave == extraLength + 2) {
      flags &= ~HAS_EXTRA;
    }
  }
}
