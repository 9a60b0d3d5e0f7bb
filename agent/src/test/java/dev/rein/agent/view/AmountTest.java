package dev.rein.agent.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1234567 | count | 1,234,567",
        "2048 | bytes | 2.0 KiB",
        "0 | usd | $0.00",
        "1250000 | usd | $1.25",
        "1234567891 | usd | $1,234.57",
        "500000 | usd | $0.50",
        "3100 | usd | $0.0031",
        "1 | usd | $0.000001",
        "-3100 | usd | -$0.0031",
        "-9223372036854775808 | usd | -$9,223,372,036,854.78",
        "0 | milliseconds | 0ms",
        "999 | milliseconds | 999ms",
        "59999 | milliseconds | 59s",
        "252500 | milliseconds | 4m 12s",
        "300000 | milliseconds | 5m",
        "3840000 | milliseconds | 1h 4m",
        "183600000 | milliseconds | 2d 3h",
        "-252500 | milliseconds | -4m 12s",
        "85 | percent | 85%",
        "1000000000000000000 | percent | 1,000,000,000,000,000,000%",
        "7 | parsecs | 7"
      })
  void isToldAsPeopleReadIt(long value, String unit, String text) {
    assertThat(Amount.of(value, unit)).isEqualTo(text);
  }

  @Test
  void timeThatWasSpentHasADecimal() {
    assertThat(LongStream.of(0, 999, 1000, 3249, 59_999, 60_000, -3249, Long.MIN_VALUE))
        .extracting(Amount::spent)
        .containsExactly("0ms", "999ms", "1.0s", "3.2s", "59.9s", "1m", "-3s", "-106751991167d 7h");
    assertThat(Amount.of(3249, new ResourceName("cpu.time", "milliseconds", false, true)))
        .isEqualTo("3.2s");
    assertThat(Amount.of(3249, new ResourceName("rein.lag", "milliseconds", true, false)))
        .isEqualTo("3s");
  }
}
