package dev.rein.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rein.api.Resource;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {
  @ParameterizedTest
  @CsvSource({
    "files.read, 0, 0",
    "files.read, 9223372036854775807, 9223372036854775807",
    "file.bytes.read, 12, 12",
    "file.bytes.read, 5 KB, 5000",
    "file.bytes.read, 5MiB, 5242880",
    "time.since_deliverable, 5m, 300000",
    "time.since_deliverable, 2 h, 7200000",
    "cost, 2.50, 2500000",
    "cost, 3, 3000000",
    "llm.cost, 0.000001, 1",
  })
  void readsWhatPeopleWrite(String resource, String text, long amount) {
    assertThat(Amount.parse(resource(resource), text)).isEqualTo(amount);
  }

  @ParameterizedTest
  @CsvSource({
    "files.read, 5MiB, a whole number of 0 or more without a unit",
    "files.read, -1, a whole number",
    "files.read, 1.5, a whole number",
    "files.read, '', a whole number",
    "files.read, 9223372036854775808, too large",
    "file.bytes.read, 5 mb, 'bare or with one of KB, MB, GB, KiB, MiB, GiB'",
    "file.bytes.read, 9000000000000GiB, too large",
    "time.since_deliverable, 5 minutes, 'with one of ms, s, m, h, d'",
    "cost, 2.5 KB, 'US dollars such as 5.00'",
    "cost, 2., 'US dollars such as 5.00'",
    "cost, 1.2.3, 'US dollars such as 5.00'",
    "cost, 0.0000001, 6 decimal places at most",
  })
  void saysWhatWasExpected(String resource, String text, String message) {
    assertThatThrownBy(() -> Amount.parse(resource(resource), text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static Resource resource(String name) {
    return Objects.requireNonNull(Resource.find(name), name);
  }
}
