package dev.rein.agent.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lines that are written together, and those who wait for them. One thread. */
final class AuditBatch {
  private static final int MOST_BYTES = 64 << 10;

  private final int mostLines;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<Occurrence> waiting = new ArrayList<>();
  private int lines;

  AuditBatch(int mostLines) {
    this.mostLines = mostLines;
  }

  boolean isEmpty() {
    return lines == 0;
  }

  boolean isFull() {
    return lines >= mostLines || bytes.size() >= MOST_BYTES;
  }

  void add(String line) {
    bytes.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
    lines++;
  }

  /** Who waits is told when the batch is written, or is not. */
  void await(Occurrence occurrence) {
    if (occurrence.ticket() != null) {
      waiting.add(occurrence);
    }
  }

  ByteBuffer bytes() {
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  void settle(boolean written) {
    waiting.forEach(one -> one.settle(written));
    waiting.clear();
  }

  void clear() {
    bytes.reset();
    lines = 0;
  }
}
