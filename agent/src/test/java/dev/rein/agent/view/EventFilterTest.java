package dev.rein.agent.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.text.Glob;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventFilterTest {
  private static final Instant AT = Instant.parse("2026-11-21T03:03:34Z");
  private static final Map<String, String> PARENTS =
      Map.of("lead", "jvm", "coder", "lead", "loop", "loop");

  @Test
  void withoutWishesAllWillDo() {
    assertThat(accepts(new EventFilter(null, null, null, null, null, null, null), "coder"))
        .isTrue();
  }

  @Test
  void anAccountBringsThoseBelowIt() {
    assertThat(accepts(ofAccount("lead"), "coder")).isTrue();
    assertThat(accepts(ofAccount("l*d"), "lead")).isTrue();
    assertThat(accepts(ofAccount("coder"), "lead")).isFalse();
    assertThat(accepts(ofAccount("lead"), null)).isFalse();
  }

  @Test
  void accountsThatGoInCirclesEnd() {
    assertThat(accepts(ofAccount("lead"), "loop")).isFalse();
  }

  @Test
  void aSeverityIsTheLeast() {
    assertThat(accepts(ofSeverity(Severity.INFO), "coder")).isTrue();
    assertThat(accepts(ofSeverity(Severity.WARNING), "coder")).isTrue();
    assertThat(accepts(ofSeverity(Severity.CRITICAL), "coder")).isFalse();
  }

  @Test
  void typesResourcesAndTextsAreMatched() {
    assertThat(accepts(filter("limit.*", "files.*", "TOO many"), "coder")).isTrue();
    assertThat(accepts(filter("phase.*", null, null), "coder")).isFalse();
    assertThat(accepts(filter(null, "http.*", null), "coder")).isFalse();
    assertThat(accepts(filter(null, null, "few"), "coder")).isFalse();
  }

  @Test
  void bothEndsOfATimeBelongToIt() {
    assertThat(accepts(between(AT, AT), "coder")).isTrue();
    assertThat(accepts(between(AT.plusMillis(1), null), "coder")).isFalse();
    assertThat(accepts(between(null, AT.minusMillis(1)), "coder")).isFalse();
  }

  private static boolean accepts(EventFilter filter, @Nullable String account) {
    Event event =
        new Event(AT, "limit.warned", "warning", account, "files.read", "too many", Map.of());
    return filter.accepts(event, PARENTS);
  }

  private static EventFilter ofAccount(String glob) {
    return new EventFilter(Glob.of(glob), null, null, null, null, null, null);
  }

  private static EventFilter ofSeverity(Severity severity) {
    return new EventFilter(null, null, severity, null, null, null, null);
  }

  private static EventFilter between(@Nullable Instant since, @Nullable Instant until) {
    return new EventFilter(null, null, null, null, since, until, null);
  }

  private static EventFilter filter(
      @Nullable String type, @Nullable String resource, @Nullable String grep) {
    return new EventFilter(null, glob(type), null, glob(resource), null, null, grep);
  }

  private static @Nullable Glob glob(@Nullable String pattern) {
    return pattern == null ? null : Glob.of(pattern);
  }
}
