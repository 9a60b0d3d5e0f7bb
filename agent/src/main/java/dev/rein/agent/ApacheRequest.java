package dev.rein.agent;

import dev.rein.hook.SentRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A request of Apache HttpClient 4 or 5. */
final class ApacheRequest implements OutgoingRequest {
  private final @Nullable LibraryObject host;
  private final LibraryObject request;
  private final boolean is5;
  private final @Nullable LibraryObject entity;

  private ApacheRequest(@Nullable LibraryObject host, LibraryObject request, boolean is5) {
    this.host = host;
    this.request = request;
    this.is5 = is5;
    Object sent = request.has("getEntity") ? request.call("getEntity") : null;
    this.entity = sent == null ? null : LibraryObject.of(sent);
  }

  /** Null when it is of neither. */
  static @Nullable ApacheRequest of(SentRequest sent) {
    Object content = sent.content();
    if (content == null) {
      return null;
    }
    LibraryObject request = LibraryObject.of(content);
    boolean is5 = request.is("org.apache.hc.core5.http.HttpRequest");
    if (!is5 && !request.is("org.apache.http.HttpRequest")) {
      return null;
    }
    Object address = sent.address();
    return new ApacheRequest(address == null ? null : LibraryObject.of(address), request, is5);
  }

  @Override
  public String method() {
    return String.valueOf(
        is5 ? request.call("getMethod") : request.at("getRequestLine").call("getMethod"));
  }

  @Override
  public @Nullable URI uri() {
    try {
      String text =
          String.valueOf(
              is5 ? request.call("getRequestUri") : request.at("getRequestLine").call("getUri"));
      LibraryObject known = host;
      return URI.create(text.startsWith("/") && known != null ? known.call("toURI") + text : text);
    } catch (IllegalArgumentException noUri) {
      return null;
    }
  }

  @Override
  public long bodyLength() {
    return entity == null ? 0 : entity.amount("getContentLength");
  }

  @Override
  public @Nullable ByteBuffer body() {
    LibraryObject sent = entity;
    if (sent == null
        || !sent.holds("isRepeatable")
        || sent.holds("isStreaming")
        || sent.amount("getContentLength") > OutgoingRequests.LARGEST_BODY) {
      return null;
    }
    try {
      Copy copy = new Copy();
      Object unused = sent.tell("writeTo", copy);
      return ByteBuffer.wrap(copy.bytes.toByteArray());
    } catch (IllegalStateException unreadable) {
      return null;
    }
  }

  /** Takes what an entity writes, but not too much. */
  private static final class Copy extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] content, int offset, int count) throws IOException {
      if (bytes.size() + count > OutgoingRequests.LARGEST_BODY) {
        throw new IOException("too much");
      }
      bytes.write(content, offset, count);
    }
  }
}
