package dev.rein.agent;

import java.net.URI;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A request's message as it leaves by Netty. */
final class NettyRequest implements OutgoingRequest {
  private final LibraryObject message;
  private final @Nullable LibraryObject content;

  /**
   * @param message the whole of it, or its head alone
   */
  NettyRequest(LibraryObject message) {
    this.message = message;
    this.content =
        message.is("io.netty.handler.codec.http.FullHttpMessage") ? message.at("content") : null;
  }

  /** Netty 4.0 has other names. */
  @Override
  public String method() {
    return String.valueOf(message.call(message.has("method") ? "method" : "getMethod"));
  }

  @Override
  public @Nullable URI uri() {
    String text = String.valueOf(message.call(message.has("uri") ? "uri" : "getUri"));
    Object host = header("Host");
    try {
      return URI.create(text.startsWith("/") && host != null ? "http://" + host + text : text);
    } catch (IllegalArgumentException noUri) {
      return null;
    }
  }

  @Override
  public long bodyLength() {
    if (content != null) {
      return content.number("readableBytes");
    }
    Object length = header("Content-Length");
    try {
      return length == null ? -1 : Long.parseLong(length.toString());
    } catch (NumberFormatException unknown) {
      return -1;
    }
  }

  @Override
  public @Nullable ByteBuffer body() {
    return content == null || bodyLength() > OutgoingRequests.LARGEST_BODY
        ? null
        : ReadPart.of(content);
  }

  private @Nullable Object header(String name) {
    return message.at("headers").call("get", name);
  }
}
