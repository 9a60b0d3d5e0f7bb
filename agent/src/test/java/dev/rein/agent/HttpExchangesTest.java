package dev.rein.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.api.Refusal;
import dev.rein.hook.HttpStep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Requests that no call waits for: each begins and ends once, whatever its client does. */
class HttpExchangesTest {
  private final Recorder recorder = new Recorder();
  private final HttpExchanges exchanges = new HttpExchanges(recorder);
  private final Object key = new Object();

  @Test
  void aRedirectIsPartOfItsRequest() {
    tell(HttpStep.BEGIN);
    tell(HttpStep.BEGIN);
    assertThat(recorder.begun).isEqualTo(1);
    tell(HttpStep.ENDED);
    assertThat(recorder.ended).isEmpty();
    tell(HttpStep.ENDED);
    assertThat(recorder.ended).hasSize(1);
  }

  @Test
  void whatComesAfterTheEndIsNotCounted() {
    tell(HttpStep.BEGIN);
    tell(HttpStep.ANSWERED);
    tell(HttpStep.ANSWERED);
    tell(HttpStep.FAILED);
    tell(HttpStep.ENDED);
    assertThat(recorder.ended).containsExactly(HttpAnswer.UNKNOWN);
  }

  @Test
  void whatEndsWithoutAnAnswerHasFailed() {
    tell(HttpStep.BEGIN);
    tell(HttpStep.ENDED);
    assertThat(recorder.ended).containsExactly(HttpAnswer.FAILED);
  }

  @Test
  void aRefusedRequestIsNotUnderWay() {
    recorder.refusal = Refusal.atLimit("jvm", "http.requests", 1, 1, "");
    assertThat(exchanges.on(HttpStep.BEGIN, key, "request", null)).isSameAs(recorder.refusal);
    tell(HttpStep.FAILED);
    assertThat(recorder.ended).isEmpty();
  }

  @Test
  void anotherRequestOfAnEqualKeyIsAnother() {
    List<String> one = new ArrayList<>();
    List<String> other = new ArrayList<>();
    assertThat(exchanges.on(HttpStep.BEGIN, one, "request", "agent")).isNull();
    assertThat(exchanges.on(HttpStep.BEGIN, other, "request", null)).isNull();
    assertThat(recorder.begun).isEqualTo(2);
  }

  private void tell(HttpStep step) {
    assertThat(exchanges.on(step, key, step == HttpStep.BEGIN ? "request" : null, null)).isNull();
  }

  private static final class Recorder implements HttpExchanges.Listener {
    private int begun;
    private @Nullable Refusal refusal;
    private final List<HttpAnswer> ended = new ArrayList<>();

    @Override
    public @Nullable Refusal begin(Object key, Object request, @Nullable Object account) {
      begun++;
      return refusal;
    }

    @Override
    public void end(String address, HttpAnswer answer, @Nullable Object account) {
      ended.add(answer);
    }
  }
}
