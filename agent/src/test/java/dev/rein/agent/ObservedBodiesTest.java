package dev.rein.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.hook.BodyStep;
import dev.rein.hook.SentRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What comes of a body's steps, of whichever client. */
final class ObservedBodiesTest {
  private static final String WHERE = "http://127.0.0.1/v1/chat/completions";
  private static final String QUESTION =
      "{\"model\":\"gpt-4o-mini\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
  private static final byte[] ANSWER =
      ("{\"model\":\"gpt-4o-mini-2024-07-18\",\"choices\":[{\"message\":{\"content\":\"hello\"}}],"
              + "\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":3}}")
          .getBytes(UTF_8);
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  private final RecordedSettlement settled = new RecordedSettlement();
  private final ModelCall call =
      settled.call(
          HttpRequest.newBuilder(URI.create(WHERE))
              .POST(BodyPublishers.ofString(QUESTION))
              .build());
  private final ObservedBodies bodies = new ObservedBodies();
  private final Object body = new Object();

  @Test
  void chargesWhatTheHostHasRead() throws IOException {
    open(new Answer(200, JSON));
    read(0, 50);
    assertThat(settled.times()).isZero();
    read(50, ANSWER.length - 50);
    step(BodyStep.ENDED);
    step(BodyStep.ENDED);

    assertThat(settled.times()).isOne();
    assertThat(settled.usage().input()).isEqualTo(12);
    assertThat(settled.usage().output()).isEqualTo(3);
  }

  @Test
  void estimatesWhatIsClosedEarly() throws IOException {
    open(new Answer(200, JSON));
    read(0, 50);
    step(BodyStep.ENDED);
    read(50, ANSWER.length - 50);

    assertThat(settled.times()).isOne();
    assertThat(settled.usage().estimated()).isTrue();
  }

  @Test
  void waitsForTheAnswerBehindAProxysAndARedirect() throws IOException {
    open(new Answer(200, Map.of()));
    open(new Answer(307, JSON));
    assertThat(call.status()).isZero();

    open(new Answer(200, JSON));
    assertThat(call.status()).isEqualTo(200);
    assertThat(settled.times()).isZero();
  }

  @Test
  void takesAnotherAnswerForAnotherCall() throws IOException {
    open(new Answer(503, JSON));
    bodies.on(BodyStep.OPENED, "another", new Answer(200, JSON), 0, 0, call);

    assertThat(settled.times()).isOne();
    assertThat(settled.status()).isEqualTo(503);
  }

  @Test
  void looksAtNoBodyOfAnotherRequest() {
    bodies.on(BodyStep.OPENED, body, null, 0, 0, "no call");
    read(0, ANSWER.length);
    step(BodyStep.ENDED);
    assertThat(settled.times()).isZero();
  }

  @Test
  void endsWithTheClientsCallWhereThereIsNoBody() throws IOException {
    bodies.callEnded(call, "request", new Answer(429, JSON), true);
    assertThat(settled.times()).isOne();
    assertThat(settled.status()).isEqualTo(429);
  }

  @Test
  void keepsACallUntilItsConnectionIsAskedForTheAnswer() throws IOException {
    Answer connection = new Answer(200, JSON);
    bodies.callEnded(call, connection, null, true);

    assertThat(settled.times()).isZero();
    assertThat(bodies.takeWaiting(new SentRequest(connection, null, -1))).isSameAs(call);
    assertThat(bodies.takeWaiting(new SentRequest(connection, null, -1))).isNull();
  }

  @Test
  void readsWhatAConnectionIsAboutToSend() throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    written.write(QUESTION.getBytes(UTF_8));
    Answer connection = new Answer(200, JSON);
    connection.setDoOutput(true);
    OutgoingRequest request =
        Objects.requireNonNull(OutgoingRequests.of(new SentRequest(connection, written, -1)));

    assertThat(OutgoingRequests.of(connection)).isNull();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.uri()).isEqualTo(URI.create(WHERE));
    assertThat(request.bodyLength()).isEqualTo(QUESTION.length());
    assertThat(UTF_8.decode(Objects.requireNonNull(request.body())).toString()).isEqualTo(QUESTION);
  }

  private void open(Answer answer) {
    bodies.on(BodyStep.OPENED, body, answer, 0, 0, call);
  }

  private void read(int offset, int count) {
    bodies.on(BodyStep.READ, body, ANSWER, offset, count, null);
  }

  private void step(BodyStep step) {
    bodies.on(step, body, null, 0, 0, null);
  }

  /** A connection that has an answer. */
  private static final class Answer extends HttpURLConnection {
    private final int status;
    private final Map<String, String> headers;

    Answer(int status, Map<String, String> headers) throws IOException {
      super(URI.create(WHERE).toURL());
      this.status = status;
      this.headers = headers;
    }

    @Override
    public int getResponseCode() {
      return status;
    }

    @Override
    public @Nullable String getHeaderField(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public void disconnect() {}

    @Override
    public boolean usingProxy() {
      return false;
    }

    @Override
    public void connect() {}
  }
}
