package dev.rein.agent;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What a library's client has just read, looked at without taking it away. */
final class ReadPart {
  private final LibraryObject part;

  /**
   * @param part OkHttp's buffer, or a part of a message of Netty's
   */
  ReadPart(Object part) {
    this.part = LibraryObject.of(part);
  }

  /**
   * Its bytes.
   *
   * @param count how many of a buffer's last, where there may be more in it
   * @return null when it has none
   */
  @Nullable ByteBuffer bytes(int count) {
    if (part.is("okio.Buffer")) {
      ByteArrayOutputStream copy = new ByteArrayOutputStream(count);
      Object unused = part.tell("copyTo", copy, part.amount("size") - count, (long) count);
      return ByteBuffer.wrap(copy.toByteArray());
    } else if (part.is("io.netty.buffer.ByteBufHolder")) {
      return of(part.at("content"));
    }
    return null;
  }

  /** What can be read of a buffer of Netty's. */
  static @Nullable ByteBuffer of(LibraryObject buffer) {
    return buffer.call("nioBuffer") instanceof ByteBuffer bytes ? bytes : null;
  }

  /** Whether nothing follows it. */
  boolean isLast() {
    return part.is("io.netty.handler.codec.http.LastHttpContent")
        || (part.is("io.netty.handler.codec.http2.Http2DataFrame") && part.holds("isEndStream"));
  }
}
