package dev.rein.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encodings, framings and bounds, whatever the provider. */
final class AnswerReaderTest {
  private static final ModelRequest REQUEST =
      Fed.request(
          "https://api.openai.com/v1/chat/completions",
          "{\"model\":\"m\",\"messages\":[],\"stream\":true}");

  private static final String ANSWER =
      "{\"model\":\"gpt\",\"choices\":[{\"message\":{\"content\":\"Hello, hello, hello\"},"
          + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":6,"
          + "\"total_tokens\":18}}";

  private static final ModelUsage TOLD = new ModelUsage("gpt", 12, 6, 0, 0, false);

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  /** With all that a header may have: a checksum, an extra field, a name and a comment. */
  private static byte[] gzipWithLongHeader(byte[] plain) throws IOException {
    byte[] usual = gzip(plain);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3});
    bytes.writeBytes(new byte[] {5, 0, 1, 2, 0, 4, 5});
    bytes.writeBytes(Fed.utf8("name.json\0comment\0"));
    CRC32 sum = new CRC32();
    sum.update(bytes.toByteArray());
    bytes.writeBytes(new byte[] {(byte) sum.getValue(), (byte) (sum.getValue() >> 8)});
    bytes.write(usual, 10, usual.length - 10);
    return bytes.toByteArray();
  }

  private static byte[] deflate(byte[] plain, boolean raw) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, raw);
    try (OutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(plain);
    }
    deflater.end();
    return bytes.toByteArray();
  }

  private static byte[] join(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  @Test
  void encodingsAreUndone() throws IOException {
    Fed plain = Fed.of(REQUEST, Fed.JSON, ANSWER);
    byte[] bytes = Fed.utf8(ANSWER);
    assertThat(plain.encoded("gzip", gzip(bytes)).usage()).isEqualTo(TOLD);
    assertThat(plain.encoded("GZip", gzipWithLongHeader(bytes)).usage()).isEqualTo(TOLD);
    assertThat(plain.encoded("deflate", deflate(bytes, false)).usage()).isEqualTo(TOLD);
    assertThat(plain.encoded("deflate", deflate(bytes, true)).usage()).isEqualTo(TOLD);
    assertThat(plain.encoded("identity", bytes).usage()).isEqualTo(TOLD);
    byte[] members =
        join(gzip(Arrays.copyOf(bytes, 50)), gzip(Arrays.copyOfRange(bytes, 50, bytes.length)));
    assertThat(plain.encoded("x-gzip", members).usage()).isEqualTo(TOLD);
  }

  /** Clients that undo an encoding may leave its header, or take it away and undo nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "gzip, br"})
  void theBytesDecideWhetherThereIsAnEncoding(String name) throws IOException {
    byte[] bytes = Fed.utf8(ANSWER);
    assertThat(Fed.of(REQUEST, Fed.JSON, ANSWER).encoded(name, bytes).usage()).isEqualTo(TOLD);
    assertThat(Fed.of(REQUEST, Fed.JSON, gzip(bytes)).usage()).isEqualTo(TOLD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
  void whatCannotBeReadIsEstimatedByItsLength(String name) {
    byte[] noise = new byte[402];
    new Random(7).nextBytes(noise);
    noise[0] = 0x1b;
    assertThat(Fed.of(REQUEST, Fed.JSON, noise).encoded(name, noise).brokenOff())
        .isEqualTo(new ModelUsage("m", REQUEST.promptLikely(), 101, 0, 0, true));
    byte[] likeJson = noise.clone();
    likeJson[0] = '[';
    likeJson[1] = 3;
    assertThat(Fed.of(REQUEST, Fed.JSON, noise).encoded("br", likeJson).brokenOff().output())
        .isEqualTo(101);
  }

  @Test
  void aBrokenGzipStreamIsReadAsFarAsItGoes() throws IOException {
    byte[] broken = gzip(Fed.utf8(ANSWER));
    for (int i = 40; i < broken.length; i++) {
      broken[i] = (byte) 0xff;
    }
    ModelUsage usage = Fed.of(REQUEST, Fed.JSON, broken).encoded("gzip", broken).brokenOff();
    assertThat(usage.estimated()).isTrue();
    assertThat(usage.input()).isEqualTo(REQUEST.promptLikely());
    byte[] cut = Arrays.copyOf(gzip(Fed.utf8(ANSWER)), 60);
    assertThat(Fed.of(REQUEST, Fed.JSON, cut).encoded("gzip", cut).brokenOff().estimated())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"'\n'", "'\r'", "'\r\n'"})
  void eventsMayHaveAnyLineEndsAndManyLines(String end) {
    String first = ANSWER.substring(0, ANSWER.indexOf(",\"choices"));
    String events =
        String.join(
            end,
            "\ufeff: a comment",
            "",
            "id: 7",
            "retry: 10",
            "event: message",
            "data: {broken",
            "",
            "data:" + first,
            "data:" + ANSWER.substring(first.length()),
            "dat: x",
            "data",
            "",
            "",
            "data:[DONE]",
            "",
            "");
    assertThat(Fed.of(REQUEST, Fed.EVENTS, events).usage()).isEqualTo(TOLD);
  }

  @Test
  void theBytesDecideWhichFramingThereIs() {
    String event = "data: " + ANSWER + "\n\ndata: [DONE]";
    assertThat(Fed.of(REQUEST, "text/plain", "\n " + ANSWER).usage()).isEqualTo(TOLD);
    assertThat(Fed.of(REQUEST, Fed.EVENTS, ANSWER).usage()).isEqualTo(TOLD);
    AnswerReader reader = Fed.of(REQUEST, Fed.JSON, "").reader();
    reader.read(ByteBuffer.wrap(Fed.utf8(event)));
    reader.end();
    assertThat(reader.isDone()).isTrue();
    assertThat(reader.usage()).isEqualTo(TOLD);
  }

  @Test
  void theHostsBufferIsLeftAsItIs() {
    ByteBuffer bytes = ByteBuffer.wrap(Fed.utf8("--" + ANSWER + "--"));
    bytes.position(2).limit(bytes.limit() - 2).mark();
    AnswerReader reader = Fed.of(REQUEST, Fed.JSON, "").reader();
    reader.read(bytes);
    assertThat(reader.usage()).isEqualTo(TOLD);
    assertThat(bytes.position()).isEqualTo(2);
    assertThat(bytes.reset().remaining()).isEqualTo(ANSWER.length());
  }

  @Test
  void anAnswerThatNeverCameIsEstimated() {
    AnswerReader reader = Fed.of(REQUEST, Fed.JSON, "").reader();
    assertThat(reader.usage())
        .isEqualTo(new ModelUsage("m", REQUEST.promptLikely(), 0, 0, 0, true));
    reader.end();
    reader.read(ByteBuffer.wrap(Fed.utf8(ANSWER)));
    assertThat(reader.usage().estimated()).isTrue();
  }

  @Test
  void usageIsKnownAtAnyTime() {
    AnswerReader reader = Fed.of(REQUEST, Fed.JSON, "").reader();
    reader.read(
        ByteBuffer.wrap(Fed.utf8("{\"choices\":[{\"message\":{\"content\":\"twelve bytes")));
    assertThat(reader.usage().output()).isEqualTo(3);
    assertThat(reader.usage().output()).isEqualTo(3);
    reader.read(ByteBuffer.wrap(Fed.utf8(", then 4")));
    assertThat(reader.usage().output()).isEqualTo(5);
    reader.end();
    assertThat(reader.usage().output()).isEqualTo(5);
    reader.end();
    assertThat(reader.usage().estimated()).isTrue();
  }

  @Test
  void anEstimateIsNoMoreThanWasAskedFor() {
    ModelRequest few =
        Fed.request("http://x/chat/completions", "{\"model\":\"m\",\"max_tokens\":3}");
    String text =
        "data: {\"choices\":[{\"delta\":{\"content\":\"" + "long ".repeat(50) + "\"}}]}\n\n";
    assertThat(Fed.of(few, Fed.EVENTS, text).brokenOff().output()).isEqualTo(3);
  }

  @Test
  void hostileNumbersAreBounded() {
    String answer =
        "{\"model\":\""
            + "x".repeat(1_000)
            + "\",\"usage\":{\"prompt_tokens\":9e300,"
            + "\"completion_tokens\":99999999999999999999,\"prompt_tokens_details\":"
            + "{\"cached_tokens\":5e18},\"cache_creation_input_tokens\":-7}}";
    assertThat(Fed.of(REQUEST, Fed.JSON, answer).usage())
        .isEqualTo(
            new ModelUsage(
                "x".repeat(200), ModelUsage.MOST, ModelUsage.MOST, ModelUsage.MOST, 0, false));
    String negative = "{\"usage\":{\"prompt_tokens\":-5,\"completion_tokens\":-1}}";
    assertThat(Fed.of(REQUEST, Fed.JSON, negative).usage())
        .isEqualTo(new ModelUsage("m", REQUEST.promptLikely(), 0, 0, 0, true));
  }

  @Test
  void randomAnswersDoNoHarm() {
    Random random = new Random(11);
    String[] parts = {
      "{",
      "}",
      "[",
      "]",
      ":",
      ",",
      "\"usage\"",
      "\"choices\"",
      "\"delta\"",
      "\"content\"",
      "\"x\"",
      "\"prompt_tokens\"",
      "9",
      "-1e9",
      "true",
      "null",
      "data: ",
      "\n\n",
      "\r",
      "[DONE]",
      "\\",
      "\"",
      "\u001f\u008b",
      "\u0000\u0000",
      "\"bytes\"",
      "\"usageMetadata\"",
      "\"message\"",
      "event:"
    };
    String[] types = {Fed.JSON, Fed.EVENTS, Fed.AMAZON, "", "text/html"};
    String[] encodings = {"", "gzip", "deflate", "br"};
    for (int round = 0; round < 30_000; round++) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (int i = random.nextInt(40); i > 0; i--) {
        body.writeBytes(
            parts[random.nextInt(parts.length)].getBytes(
                java.nio.charset.StandardCharsets.ISO_8859_1));
      }
      Dialect dialect = Dialect.values()[random.nextInt(Dialect.values().length)];
      ModelRequest request =
          new ModelRequest(dialect, dialect.provider(), "m", random.nextBoolean(), 9, 3, 3, -1, 1);
      AnswerReader reader =
          new AnswerReader(
              request,
              random.nextBoolean() ? 200 : 500,
              types[random.nextInt(types.length)],
              encodings[random.nextInt(encodings.length)],
              name -> null);
      reader.read(ByteBuffer.wrap(body.toByteArray()));
      reader.end();
      ModelUsage usage = reader.usage();
      assertThat(usage.input()).isBetween(0L, ModelUsage.MOST);
      assertThat(usage.output()).isBetween(0L, ModelUsage.MOST);
      assertThat(usage.cached() + usage.cacheWritten()).isBetween(0L, usage.input());
    }
  }
}
