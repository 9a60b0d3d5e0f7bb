package dev.rein.agent;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request of OkHttp. */
final class OkRequest implements OutgoingRequest {
  private static final String BODY = "okhttp3.RequestBody";

  /** Of Retrofit, which gives a body another content type by it. */
  private static final String WRAPPER = "retrofit2.RequestBuilder$ContentTypeOverridingRequestBody";

  private final LibraryObject request;
  private final @Nullable LibraryObject body;

  /**
   * @param request an {@code okhttp3.Request}
   */
  OkRequest(LibraryObject request) {
    this.request = request;
    Object sent = request.call("body");
    this.body = sent == null ? null : unwrapped(LibraryObject.of(sent));
  }

  private static LibraryObject unwrapped(LibraryObject body) {
    Object inside = body.is(WRAPPER) ? body.field("delegate") : null;
    return inside == null ? body : LibraryObject.of(inside);
  }

  @Override
  public String method() {
    return String.valueOf(request.call("method"));
  }

  @Override
  public @Nullable URI uri() {
    return request.at("url").call("uri") instanceof URI uri ? uri : null;
  }

  @Override
  public long bodyLength() {
    try {
      return body == null ? 0 : body.amount("contentLength");
    } catch (IllegalStateException unknown) {
      return -1;
    }
  }

  @Override
  public @Nullable ByteBuffer body() {
    LibraryObject sent = body;
    long length = bodyLength();
    if (sent == null
        || !isRepeatable(sent)
        || length < 0
        || length > OutgoingRequests.LARGEST_BODY) {
      return null;
    }
    try {
      LibraryObject buffer = sent.make("okio.Buffer");
      Object unused = sent.tell("writeTo", buffer.target());
      return ByteBuffer.wrap((byte[]) Objects.requireNonNull(buffer.call("readByteArray")));
    } catch (IllegalStateException unreadable) {
      return null;
    }
  }

  /**
   * OkHttp's own are, and those whose class says so by a method that it need not have: a body of
   * the host's that does not may be read from a stream, which works but once.
   */
  private static boolean isRepeatable(LibraryObject body) {
    String declaring = body.declares("isOneShot");
    boolean isOkHttps = body.target().getClass().getName().startsWith(BODY);
    if (declaring == null) {
      // Before OkHttp 3.14.
      return isOkHttps;
    }
    return (isOkHttps || !declaring.equals(BODY))
        && !body.holds("isOneShot")
        && !body.holds("isDuplex");
  }
}
