package dev.rein.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are nearly right: with bytes changed, lost and doubled, in pieces of any size. */
final class AnswerFuzzTest {
  private static final int ROUNDS = 4_000;

  private record Sample(ModelRequest request, String type, String encoding, String text) {}

  private static Sample[] samples() {
    String anthropic = AnthropicAnswersTest.START + AnthropicAnswersTest.END;
    return new Sample[] {
      new Sample(OpenAiAnswersTest.chat("x"), Fed.EVENTS, "", OpenAiAnswersTest.stream(true)),
      new Sample(
          OpenAiAnswersTest.responses(),
          Fed.EVENTS,
          "",
          OpenAiAnswersTest.responseStream("completed")),
      new Sample(AnthropicAnswersTest.REQUEST, Fed.EVENTS, "", anthropic),
      new Sample(AnthropicAnswersTest.REQUEST, Fed.EVENTS, "gzip", anthropic),
      new Sample(GeminiAnswersTest.REQUEST, Fed.JSON, "", "[" + GeminiAnswersTest.FIRST + "]"),
      new Sample(GeminiAnswersTest.REQUEST, Fed.JSON, "gzip", GeminiAnswersTest.LAST),
      new Sample(
          OtherAnswersTest.OLLAMA,
          Fed.JSON,
          "",
          OtherAnswersTest.PIECES + OtherAnswersTest.LAST_PIECE),
    };
  }

  private static byte[] bytes(Sample sample) {
    byte[] plain = Fed.utf8(sample.text());
    if (sample.encoding().isEmpty()) {
      return plain;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return bytes.toByteArray();
  }

  private static byte[] changed(byte[] bytes, Random random) {
    byte[] some = bytes.clone();
    for (int i = random.nextInt(4); i > 0; i--) {
      some[random.nextInt(some.length)] = (byte) random.nextInt(256);
    }
    int cut = random.nextInt(some.length);
    int back = random.nextInt(4) == 0 ? random.nextInt(cut + 1) : cut;
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(some, 0, cut);
    all.write(some, back, some.length - back);
    return all.toByteArray();
  }

  /** Past the reader, which would hide an exception. */
  private static void check(
      ModelRequest request, String type, String encoding, byte[] bytes, Random random) {
    TokenCounts counts = new TokenCounts(request);
    AnswerValues values = new AnswerValues(request, counts);
    AnswerBody body = new AnswerBody(request, type, encoding, values);
    for (int at = 0; at < bytes.length; ) {
      int some = Math.min(bytes.length - at, 1 + random.nextInt(300));
      body.read(ByteBuffer.wrap(bytes, at, some));
      at += some;
    }
    body.end();
    body.release();
    assertThat(counts.input()).isBetween(0L, ModelUsage.MOST);
    assertThat(counts.output()).isBetween(0L, ModelUsage.MOST);
    assertThat(counts.cached() + counts.cacheWritten()).isBetween(0L, counts.input());
    assertThat(values.textBytes()).isBetween(0L, 2L * 1032 * bytes.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void whatIsNearlyAnAnswerDoesNoHarm(int which) {
    Sample sample = samples()[which];
    byte[] bytes = bytes(sample);
    Random random = new Random(which);
    for (int round = 0; round < ROUNDS; round++) {
      check(sample.request(), sample.type(), sample.encoding(), changed(bytes, random), random);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void framesThatAreNearlyAmazonsDoNoHarm(boolean wrapped) {
    byte[] bytes =
        wrapped
            ? BedrockAnswersTest.chunk(
                "{\"type\":\"message_stop\",\"usage\":{\"output_tokens\":3}}")
            : BedrockAnswersTest.conversation();
    ModelRequest request = wrapped ? BedrockAnswersTest.INVOKE : BedrockAnswersTest.CONVERSE;
    Random random = new Random(5);
    for (int round = 0; round < ROUNDS; round++) {
      check(request, Fed.AMAZON, "", changed(bytes, random), random);
    }
  }
}
