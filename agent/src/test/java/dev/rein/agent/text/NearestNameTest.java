package dev.rein.agent.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestNameTest {
  private static final List<String> NAMES = List.of("budget", "at-most", "warn", "then");

  @ParameterizedTest
  @CsvSource({"bugdet,budget", "BUDGET,budget", "atmost,at-most", "wran,warn", "hten,then"})
  void findsWhatWasMeant(String typed, String meant) {
    assertThat(NearestName.find(typed, NAMES)).isEqualTo(meant);
  }

  @Test
  void doesNotGuessWildly() {
    assertThat(NearestName.find("colour", NAMES)).isNull();
    assertThat(NearestName.find("", NAMES)).isNull();
    assertThat(NearestName.find("budget".repeat(100_000), NAMES)).isNull();
    assertThat(NearestName.hint("colour", NAMES))
        .isEqualTo("expected one of: budget, at-most, warn, then");
  }

  @Test
  void countsEdits() {
    assertThat(NearestName.edits("kitten", "sitting")).isEqualTo(3);
    assertThat(NearestName.edits("", "abc")).isEqualTo(3);
    assertThat(NearestName.edits("abc", "")).isEqualTo(3);
    assertThat(NearestName.edits("abc", "abc")).isZero();
  }

  @Test
  void quotesOnOneBearableLine() {
    assertThat(Quoted.of("a\nb")).isEqualTo("'a.b'");
    assertThat(Quoted.of("x".repeat(1000))).hasSizeLessThan(70).endsWith("…'");
  }
}
