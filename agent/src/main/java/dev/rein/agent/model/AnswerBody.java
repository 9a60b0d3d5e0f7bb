package dev.rein.agent.model;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Leads the bytes of a body through its encoding and framing, which its first bytes show. */
final class AnswerBody implements Framing {
  private static final String AMAZON = "application/vnd.amazon.eventstream";

  private final ModelRequest request;
  private final AnswerValues values;
  private final JsonScanner scanner;
  private final Decoder decoder;
  private @Nullable Framing framing;

  AnswerBody(ModelRequest request, String type, @Nullable String encoding, AnswerValues values) {
    this.request = request;
    this.values = values;
    this.scanner = new JsonScanner(values);
    if (type.startsWith(AMAZON)) {
      values.setInPieces(true);
      boolean wrapped = request.dialect() == Dialect.BEDROCK_INVOKE;
      this.framing =
          new EventFrames(wrapped ? new JsonScanner(new WrappedChunks(scanner)) : scanner);
    }
    this.decoder = new Decoder(encoding, this);
  }

  void read(ByteBuffer bytes) {
    decoder.read(bytes);
  }

  boolean isUnreadable() {
    return decoder.isUnreadable();
  }

  /** Whether what looked like JSON is none, and may have been encoded. */
  boolean isGarbled() {
    return decoder.isEncoded() && scanner.isBroken();
  }

  /** Counts the text of a string that has not ended, once. */
  void flush() {
    scanner.flush();
  }

  void release() {
    decoder.release();
  }

  @Override
  public void read(byte[] bytes, int start, int end) {
    if (values.isDone()) {
      return;
    }
    if (framing != null) {
      framing.read(bytes, start, end);
      return;
    }
    int i = start;
    while (i < end && isBlank(bytes[i])) {
      i++;
    }
    if (i < end) {
      Framing found = bytes[i] == '{' || bytes[i] == '[' ? documents() : events();
      framing = found;
      found.read(bytes, i, end);
    }
  }

  /** White space, and the mark of UTF-8. */
  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == -17 || b == -69 || b == -65;
  }

  private Framing documents() {
    boolean row =
        (request.dialect() == Dialect.OLLAMA && request.maxOutput() != 0)
            || (request.dialect() == Dialect.COHERE && request.stream());
    values.setInPieces(row);
    return new Documents(scanner);
  }

  private Framing events() {
    values.setInPieces(true);
    return new EventLines(scanner, values);
  }

  @Override
  public void end() {
    if (framing != null) {
      framing.end();
    }
    scanner.flush();
  }
}
