package dev.rein.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** However long an answer is, a reader keeps the same few kilobytes of it. */
final class AnswerMemoryTest {
  private static final long GIGABYTE = 1L << 30;
  private static final long MUCH = 64L << 20;
  private static final int PIECE = 64 << 10;
  private static final int MOST_KEPT = 16 << 10;

  private static final ModelRequest REQUEST =
      Fed.request(
          "https://api.openai.com/v1/chat/completions",
          "{\"model\":\"m\",\"messages\":[],\"stream\":true}");

  /** The bytes of all arrays and strings that can be reached from an object of this package. */
  private static long kept(Object root) throws IllegalAccessException {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    ArrayDeque<Object> open = new ArrayDeque<>();
    open.add(root);
    long bytes = 0;
    while (!open.isEmpty()) {
      Object next = open.remove();
      if (!seen.add(next)) {
        continue;
      }
      if (next instanceof String text) {
        bytes += 2L * text.length();
      } else if (next instanceof byte[] array) {
        bytes += array.length;
      } else if (next.getClass().isArray()) {
        bytes += 8L * Array.getLength(next);
      } else if (next instanceof ByteBuffer) {
        throw new AssertionError("a buffer of the host's is kept");
      } else if (next.getClass().getName().startsWith("dev.rein.") && !(next instanceof Enum)) {
        for (Field field : next.getClass().getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
            field.setAccessible(true);
            Object value = field.get(next);
            if (value != null) {
              open.add(value);
            }
          }
        }
      }
    }
    return bytes;
  }

  private static void feed(AnswerReader reader, String begin, String piece, long much)
      throws IllegalAccessException {
    reader.read(ByteBuffer.wrap(Fed.utf8(begin)));
    byte[] text = Fed.utf8(piece);
    byte[] bytes = new byte[PIECE / text.length * text.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = text[i % text.length];
    }
    reader.read(ByteBuffer.wrap(bytes));
    long before = kept(reader);
    for (long fed = 0; fed < much; fed += bytes.length) {
      reader.read(ByteBuffer.wrap(bytes));
    }
    assertThat(kept(reader)).isEqualTo(before).isLessThan(MOST_KEPT);
  }

  @Test
  void aStringOfAGigabyteIsCountedNotKept() throws IllegalAccessException {
    AnswerReader reader = Fed.of(REQUEST, Fed.JSON, "").reader();
    feed(reader, "{\"choices\":[{\"message\":{\"content\":\"", "A long story. ", GIGABYTE);
    reader.end();
    assertThat(reader.isDone()).isFalse();
    assertThat(reader.usage().output()).isGreaterThan(GIGABYTE / 4);
  }

  @Test
  void aNameOfAGigabyteIsNotKept() throws IllegalAccessException {
    feed(Fed.of(REQUEST, Fed.JSON, "").reader(), "{\"model\":\"", "endless", GIGABYTE);
  }

  @Test
  void eventsWithoutEndAreNotKept() throws IllegalAccessException {
    AnswerReader reader = Fed.of(REQUEST, Fed.EVENTS, "").reader();
    feed(
        reader,
        ": hello\n\n",
        "data: {\"model\":\"m-1\",\"choices\":[{\"delta\":{\"content\":\"abcd\"}}]}\n\n",
        MUCH);
    assertThat(reader.usage().estimated()).isTrue();
    assertThat(reader.usage().model()).isEqualTo("m-1");
  }

  @Test
  void aLineWithoutEndIsNotKept() throws IllegalAccessException {
    feed(Fed.of(REQUEST, Fed.EVENTS, "").reader(), "event: ", "x", GIGABYTE);
  }

  @Test
  void whatCannotBeReadIsNotKept() throws IllegalAccessException {
    AnswerReader reader = Fed.of(REQUEST, Fed.JSON, "").encoded("br", new byte[0]).reader();
    feed(reader, "\u0001", "\u0002noise", GIGABYTE);
    assertThat(reader.usage().output()).isGreaterThan(GIGABYTE / 5);
  }

  /** A few kilobytes become many megabytes. */
  @Test
  void aCompressedBodyIsUndoneInSmallPieces() throws IllegalAccessException, IOException {
    AnswerReader reader = Fed.of(REQUEST, Fed.JSON, "").encoded("gzip", new byte[0]).reader();
    byte[] same = new byte[PIECE];
    Arrays.fill(same, (byte) 'x');
    try (OutputStream gzip = new GZIPOutputStream(new Feeding(reader))) {
      gzip.write(Fed.utf8("{\"choices\":[{\"message\":{\"content\":\""));
      for (long fed = 0; fed < MUCH; fed += same.length) {
        gzip.write(same);
      }
      gzip.write(Fed.utf8("\"}}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}"));
      gzip.flush();
    }
    reader.end();
    assertThat(kept(reader)).isLessThan(MOST_KEPT);
    assertThat(reader.isDone()).isTrue();
    assertThat(reader.usage()).isEqualTo(new ModelUsage("m", 3, 4, 0, 0, false));
  }

  /** Hands all that is written to a reader. */
  private static final class Feeding extends OutputStream {
    private final AnswerReader reader;

    Feeding(AnswerReader reader) {
      this.reader = reader;
    }

    @Override
    public void write(int b) {
      reader.read(ByteBuffer.wrap(new byte[] {(byte) b}));
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      reader.read(ByteBuffer.wrap(bytes, from, length));
      try {
        assertThat(kept(reader)).isLessThan(MOST_KEPT);
      } catch (IllegalAccessException closed) {
        throw new IOException(closed);
      }
    }
  }
}
