package dev.rein.agent.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | $0.00 | 0",
        "1 | <$0.000001 | 0.000000000001",
        "1000000 | $0.000001 | 0.000001",
        "12345600000 | $0.012346 | 0.0123456",
        "500000000000 | $0.50 | 0.5",
        "999999999999 | $1.00 | 0.999999999999",
        "1234567890000000 | $1,234.57 | 1234.56789"
      })
  void isAsPeopleReadItAndExact(long pico, String text, String plain) {
    assertThat(Money.text(Money.of(pico))).isEqualTo(text);
    assertThat(Money.plain(Money.of(pico))).isEqualTo(plain);
  }
}
