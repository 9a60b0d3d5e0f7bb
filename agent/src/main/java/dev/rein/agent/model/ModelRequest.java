package dev.rein.agent.model;

import java.net.URI;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A request that calls a model.
 *
 * @param provider as OpenTelemetry's {@code gen_ai.provider.name}
 * @param model as the body or the path names it; empty when neither does
 * @param stream whether the answer is to come in pieces
 * @param bodyBytes the length of the body; 0 when it is not known
 * @param promptEstimate tokens that the prompt has at most, but for rare texts: what to reserve
 * @param promptLikely tokens that the prompt probably has: what to charge if nobody tells
 * @param maxOutput tokens that all answers together may have; -1 when the request names no bound, 0
 *     when it asks for none, as for embeddings
 * @param answers how many answers are asked for
 */
public record ModelRequest(
    Dialect dialect,
    String provider,
    String model,
    boolean stream,
    long bodyBytes,
    long promptEstimate,
    long promptLikely,
    long maxOutput,
    int answers) {

  /** Whether a request may call a model; if it does, its body may have to tell. */
  public static boolean mayBe(String method, URI uri) {
    return method.equalsIgnoreCase("POST") && RequestPath.read(uri) != null;
  }

  /**
   * The call that a request is, or null when it is none. The body is read through a copy of the
   * buffer's position and never kept.
   *
   * @param body the body or its beginning; null when it cannot be seen
   * @param bodyLength the length of the whole body; -1 when it is not known
   */
  public static @Nullable ModelRequest read(
      String method, URI uri, @Nullable ByteBuffer body, long bodyLength) {
    if (!method.equalsIgnoreCase("POST")) {
      return null;
    }
    RequestPath path = RequestPath.read(uri);
    if (path == null) {
      return null;
    }
    if (body == null) {
      return path.certain() ? unseen(path, Math.max(0, bodyLength)) : null;
    }
    RequestBody read = RequestBody.of(body);
    boolean whole = bodyLength <= body.remaining();
    if (!path.certain() && !read.isCall(whole)) {
      return null;
    }
    long bytes = Math.max(body.remaining(), bodyLength);
    return new ModelRequest(
        path.dialect(),
        path.provider(),
        path.model().isEmpty() ? read.model() : path.model(),
        path.stream() || (!path.embeds() && read.isStream(path.dialect() == Dialect.OLLAMA)),
        bytes,
        read.atMost(bytes),
        read.likely(bytes),
        path.embeds() ? 0 : read.maxOutput(),
        read.answers());
  }

  private static ModelRequest unseen(RequestPath path, long bytes) {
    return new ModelRequest(
        path.dialect(),
        path.provider(),
        path.model(),
        path.stream(),
        bytes,
        (bytes + 2) / 3,
        (bytes + 3) / 4,
        path.embeds() ? 0 : -1,
        1);
  }
}
