package dev.rein.agent.model;

import java.util.zip.CRC32;

/**
 * Amazon's event stream: lengths of the message and of its headers with a checksum, headers, a
 * document, a checksum. Which event it is shows in the document as well, so headers are skipped.
 */
final class EventFrames implements Framing {
  private static final int PRELUDE = 12;
  private static final int CHECKSUM = 4;

  /** Amazon's own bound is 24 MB. */
  private static final int MAX_MESSAGE = 32 << 20;

  private final JsonScanner scanner;
  private final byte[] prelude = new byte[PRELUDE];
  private int have;
  private int headers;
  private int payload;
  private int checksum;
  private boolean broken;

  EventFrames(JsonScanner scanner) {
    this.scanner = scanner;
  }

  @Override
  public void read(byte[] bytes, int start, int end) {
    int i = start;
    while (i < end && !broken) {
      if (have < PRELUDE) {
        prelude[have++] = bytes[i++];
        if (have == PRELUDE) {
          begin();
        }
      } else if (headers > 0) {
        int some = Math.min(headers, end - i);
        headers -= some;
        i += some;
      } else if (payload > 0) {
        int some = Math.min(payload, end - i);
        scanner.read(bytes, i, i + some);
        payload -= some;
        i += some;
      } else {
        int some = Math.min(checksum, end - i);
        checksum -= some;
        i += some;
        have = checksum == 0 ? 0 : have;
      }
    }
  }

  private void begin() {
    int length = number(0);
    headers = number(4);
    payload = length - PRELUDE - headers - CHECKSUM;
    checksum = CHECKSUM;
    CRC32 sum = new CRC32();
    sum.update(prelude, 0, 8);
    boolean sane = length <= MAX_MESSAGE && headers >= 0 && headers <= length && payload >= 0;
    broken = !sane || (int) sum.getValue() != number(8);
    scanner.restart();
  }

  private int number(int at) {
    return (prelude[at] & 0xff) << 24
        | (prelude[at + 1] & 0xff) << 16
        | (prelude[at + 2] & 0xff) << 8
        | (prelude[at + 3] & 0xff);
  }

  @Override
  public void end() {
    scanner.flush();
  }
}
