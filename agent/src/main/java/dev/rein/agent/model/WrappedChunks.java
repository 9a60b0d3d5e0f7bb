package dev.rein.agent.model;

/** Reads the documents that Bedrock wraps in Base64 as {@code {"bytes": "…"}}. */
final class WrappedChunks implements JsonValues {
  private final JsonScanner inner;
  private int bits;
  private int held;

  WrappedChunks(JsonScanner inner) {
    this.inner = inner;
  }

  @Override
  public Use use(JsonPath at) {
    if (at.depth() != 1 || at.last() != Key.BYTES) {
      return Use.SKIP;
    }
    inner.restart();
    bits = 0;
    held = 0;
    return Use.PASS;
  }

  @Override
  public void passed(byte next) {
    int value = value(next);
    if (value < 0) {
      return;
    }
    bits = bits << 6 | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      inner.read((byte) (bits >> held));
      bits &= (1 << held) - 1;
    }
  }

  private static int value(byte b) {
    if (b >= 'A' && b <= 'Z') {
      return b - 'A';
    }
    if (b >= 'a' && b <= 'z') {
      return b - 'a' + 26;
    }
    if (b >= '0' && b <= '9') {
      return b - '0' + 52;
    }
    return switch (b) {
      case '+', '-' -> 62;
      case '/', '_' -> 63;
      default -> -1;
    };
  }
}
