package dev.rein.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Feeds an answer to readers in all the ways it may be cut, which must not matter. */
record Fed(ModelRequest request, int status, String type, @Nullable String encoding, byte[] body) {
  static final String JSON = "application/json";
  static final String EVENTS = "text/event-stream; charset=utf-8";
  static final String AMAZON = "application/vnd.amazon.eventstream";

  static ModelRequest request(String uri, String body) {
    ByteBuffer bytes = ByteBuffer.wrap(utf8(body));
    return Objects.requireNonNull(
        ModelRequest.read("POST", URI.create(uri), bytes, bytes.remaining()));
  }

  static Fed of(ModelRequest request, String type, String body) {
    return new Fed(request, 200, type, null, utf8(body));
  }

  static Fed of(ModelRequest request, String type, byte[] body) {
    return new Fed(request, 200, type, null, body);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  Fed encoded(String name, byte[] bytes) {
    return new Fed(request, status, type, name, bytes);
  }

  Fed withStatus(int other) {
    return new Fed(request, other, type, encoding, body);
  }

  Fed cutAt(int length) {
    return new Fed(request, status, type, encoding, java.util.Arrays.copyOf(body, length));
  }

  AnswerReader reader() {
    return reader(Map.of());
  }

  AnswerReader reader(Map<String, String> headers) {
    return new AnswerReader(request, status, type, encoding, headers::get);
  }

  /** The usage, which is the same however the body is cut. */
  ModelUsage usage() {
    return usage(true);
  }

  /** The same of an answer whose end was not seen. */
  ModelUsage brokenOff() {
    return usage(false);
  }

  private ModelUsage usage(boolean done) {
    AnswerReader whole = reader();
    whole.read(ByteBuffer.wrap(body));
    assertThat(whole.isDone()).as("done before the end").isEqualTo(done);
    whole.end();
    ModelUsage usage = whole.usage();
    AnswerReader single = reader();
    for (byte b : body) {
      single.read(ByteBuffer.wrap(new byte[] {b}));
    }
    single.end();
    assertThat(single.usage()).as("byte by byte").isEqualTo(usage);
    for (int cut = 0; cut <= body.length; cut++) {
      AnswerReader reader = reader();
      reader.read(ByteBuffer.wrap(body, 0, cut).asReadOnlyBuffer());
      reader.read(direct(cut));
      assertThat(reader.isDone()).as("done, cut at %d", cut).isEqualTo(done);
      reader.end();
      assertThat(reader.usage()).as("cut at %d", cut).isEqualTo(usage);
    }
    return usage;
  }

  private ByteBuffer direct(int start) {
    ByteBuffer rest = ByteBuffer.allocateDirect(body.length - start);
    return rest.put(body, start, body.length - start).flip();
  }
}
