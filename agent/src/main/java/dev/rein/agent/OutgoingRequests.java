package dev.rein.agent;

import dev.rein.hook.SentRequest;
import java.net.HttpURLConnection;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Reads what HTTP clients are about to send. */
final class OutgoingRequests {
  /** What is looked at of a body at most, in bytes; of a longer one the length alone. */
  static final int LARGEST_BODY = 16 << 20;

  private OutgoingRequests() {}

  /**
   * The request that a hook was handed.
   *
   * @param request the client's object
   * @return null when nothing is known of such a client, or nothing goes out yet
   */
  static @Nullable OutgoingRequest of(Object request) {
    if (request instanceof HttpURLConnection) {
      // Goes out later; then it comes by as a part of a SentRequest.
      return null;
    } else if (request instanceof SentRequest sent) {
      return sent.address() instanceof HttpURLConnection connection
          ? new ConnectionRequest(connection, sent)
          : ApacheRequest.of(sent);
    }
    return Platform.of(request);
  }

  private static @Nullable OutgoingRequest ofLibrary(Object request) {
    LibraryObject object = LibraryObject.of(request);
    if (object.is("okhttp3.Call")) {
      return new OkRequest(object.at("request"));
    }
    return object.is("io.netty.handler.codec.http.HttpRequest") ? new NettyRequest(object) : null;
  }

  /** Apart, so that a JVM without {@code java.net.http} never loads it. */
  private static final class Platform {
    static @Nullable OutgoingRequest of(Object request) {
      return request instanceof HttpRequest jdks ? new JdkRequest(jdks) : ofLibrary(request);
    }
  }
}
