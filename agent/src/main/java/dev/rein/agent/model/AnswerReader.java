package dev.rein.agent.model;

import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to one call of a model as its bytes pass, to learn what the call used. Memory is
 * bounded, whatever comes.
 */
public final class AnswerReader {
  private final ModelRequest request;

  /**
   * @param status of HTTP; an answer other than 2xx used nothing unless it says so
   * @param header the answer's headers by name in lower case; asked here only
   */
  public AnswerReader(
      ModelRequest request,
      int status,
      @Nullable String contentType,
      @Nullable String contentEncoding,
      Function<String, @Nullable String> header) {
    this.request = request;
  }

  /**
   * The next bytes of the body, undone encodings or not. Leaves the buffer as it is; never throws.
   */
  public synchronized void read(ByteBuffer bytes) {}

  /** No more bytes will come, whether all did or not. */
  public synchronized void end() {}

  /** Whether the whole answer was seen, even where the body goes on or its end is never read. */
  public synchronized boolean isDone() {
    return false;
  }

  /** What was used, as far as is known now; estimated if the end of the answer was not seen. */
  public synchronized ModelUsage usage() {
    return ModelUsage.none(request);
  }
}
