package dev.rein.agent.model;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to one call of a model as its bytes pass, to learn what the call used. Memory is
 * bounded, whatever comes. Takes one caller at a time; others wait for a moment.
 */
public final class AnswerReader {
  private final ModelRequest request;
  private final boolean accepted;
  private final TokenCounts counts;
  private final AnswerValues values;
  private final AnswerBody body;
  private boolean ended;
  private boolean unreadable;
  private long bodyBytes;

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
    this.accepted = status >= 200 && status < 300;
    this.counts = new TokenCounts(request);
    this.values = new AnswerValues(request, counts);
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    this.body = new AnswerBody(request, type, contentEncoding, values);
    if (request.dialect() == Dialect.BEDROCK_INVOKE && counts.readHeaders(header)) {
      values.setTold();
    }
  }

  /**
   * The next bytes of the body, in their encoding or without. Leaves the buffer as it is; never
   * throws.
   */
  public synchronized void read(ByteBuffer bytes) {
    if (ended) {
      return;
    }
    bodyBytes += bytes.remaining();
    if (unreadable || values.isDone()) {
      return;
    }
    try {
      body.read(bytes.duplicate());
      unreadable = body.isUnreadable();
    } catch (RuntimeException unexpected) {
      // A mistake here must cost an estimate, not the hook that serves all clients.
      unreadable = true;
    }
    if (unreadable || values.isDone()) {
      body.release();
    }
  }

  /** No more bytes will come, whether all did or not. */
  public synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    if (!unreadable && !values.isDone()) {
      body.end();
    }
    body.release();
  }

  /** Whether the whole answer was seen, even where the body goes on or its end is never read. */
  public synchronized boolean isDone() {
    return values.isDone();
  }

  /** What was used, as far as is known now; estimated if the end of the answer was not seen. */
  public synchronized ModelUsage usage() {
    body.flush();
    long input = counts.input();
    long output = counts.output();
    boolean silent = input == 0 && output == 0;
    if (silent && (!accepted || (values.isFailed() && values.textBytes() == 0))) {
      return new ModelUsage(model(), 0, 0, 0, 0, false);
    }
    boolean outputTold = isOutputTold(output);
    boolean estimated = accepted && (input == 0 || !outputTold);
    if (!estimated) {
      return new ModelUsage(model(), input, output, counts.cached(), counts.cacheWritten(), false);
    }
    return new ModelUsage(
        model(),
        input == 0 ? request.promptLikely() : input,
        outputTold ? output : Math.max(output, estimate()),
        counts.cached(),
        counts.cacheWritten(),
        true);
  }

  private boolean isOutputTold(long output) {
    if (request.maxOutput() == 0) {
      return true;
    }
    // Text without tokens is a number that was not told.
    return values.isTold() && (output > 0 || values.textBytes() == 0);
  }

  private long estimate() {
    // Of what cannot be read, encoded bytes are taken for text: the one is shorter, the other's
    // frame is gone.
    boolean unread = values.textBytes() == 0 && (unreadable || body.isGarbled());
    long bytes = unread ? bodyBytes : values.textBytes();
    long tokens = Math.min((bytes + 3) / 4, ModelUsage.MOST);
    return request.maxOutput() < 0 ? tokens : Math.min(tokens, request.maxOutput());
  }

  /** Bedrock's prices go by its own names, which have the maker's in front. */
  private String model() {
    boolean asked = request.provider().equals("aws.bedrock") && request.model().indexOf('.') > 0;
    return asked || values.model().isEmpty() ? request.model() : values.model();
  }
}
