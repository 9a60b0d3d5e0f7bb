package dev.rein.agent;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Looks at what a host has just read, without taking it away. */
final class ReadBytes {
  private ReadBytes() {}

  /**
   * The bytes.
   *
   * @param content where the client has put them
   * @param offset where in it, for those that have no order of their own
   * @return null when nothing is known of such contents
   */
  static @Nullable ByteBuffer of(Object content, int offset, int count) {
    if (content instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes, offset, count);
    }
    LibraryObject object = LibraryObject.of(content);
    if (object.is("okio.Buffer")) {
      return end(object, count);
    }
    return null;
  }

  private static ByteBuffer end(LibraryObject buffer, int count) {
    ByteArrayOutputStream copy = new ByteArrayOutputStream(count);
    Object unused = buffer.tell("copyTo", copy, buffer.amount("size") - count, (long) count);
    return ByteBuffer.wrap(copy.toByteArray());
  }
}
