package dev.rein.agent;

import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Reads what HTTP clients are about to send. */
final class OutgoingRequests {
  private OutgoingRequests() {}

  /**
   * The request that a hook was handed.
   *
   * @param request the client's object
   * @return null when nothing is known of such a client
   */
  static @Nullable OutgoingRequest of(Object request) {
    return Platform.of(request);
  }

  /** Apart, so that a JVM without {@code java.net.http} never loads it. */
  private static final class Platform {
    static @Nullable OutgoingRequest of(Object request) {
      return request instanceof HttpRequest jdks ? new JdkRequest(jdks) : null;
    }
  }
}
