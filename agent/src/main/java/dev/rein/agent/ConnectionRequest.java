package dev.rein.agent;

import dev.rein.hook.SentRequest;
import java.io.ByteArrayOutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A request of {@code HttpURLConnection}. */
final class ConnectionRequest implements OutgoingRequest {
  private final HttpURLConnection connection;
  private final @Nullable ByteArrayOutputStream body;
  private final long length;

  /**
   * @param sent what is sent is what was written to the connection, unless that is streamed
   */
  ConnectionRequest(HttpURLConnection connection, SentRequest sent) {
    this.connection = connection;
    this.body = sent.content() instanceof ByteArrayOutputStream written ? written : null;
    this.length = sent.length();
  }

  /** The connection makes a GET with a body a POST. */
  @Override
  public String method() {
    String method = connection.getRequestMethod();
    return method.equals("GET") && connection.getDoOutput() ? "POST" : method;
  }

  @Override
  public @Nullable URI uri() {
    try {
      return connection.getURL().toURI();
    } catch (URISyntaxException noUri) {
      return null;
    }
  }

  @Override
  public long bodyLength() {
    return body == null ? length : body.size();
  }

  @Override
  public @Nullable ByteBuffer body() {
    return body == null || body.size() > OutgoingRequests.LARGEST_BODY
        ? null
        : ByteBuffer.wrap(body.toByteArray());
  }
}
