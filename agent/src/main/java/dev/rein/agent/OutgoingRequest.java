package dev.rein.agent;

import java.net.URI;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What can be known of an HTTP request before it goes out, whichever client sends it. */
interface OutgoingRequest {
  /** Upper case: {@code POST}. */
  String method();

  /** Where to; the path at least. Null when it cannot be said. */
  @Nullable URI uri();

  /**
   * What is sent, as a copy or so that reading it does not consume it; null when it is not known
   * before it is sent.
   */
  @Nullable ByteBuffer body();

  /** How long the body is, in bytes; below zero when that is not known. */
  long bodyLength();
}
