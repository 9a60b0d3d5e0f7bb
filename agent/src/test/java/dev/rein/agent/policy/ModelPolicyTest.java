package dev.rein.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rein.agent.policy.ModelPolicy.PriceFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy says of models and their prices. */
final class ModelPolicyTest {
  private static ModelPolicy models(String text) throws PolicyException {
    return PolicyParser.parse(text, "/etc/rein/rein.yaml").models();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mode: observe", "models:", "models: {unknown: warn}"})
  void withoutItReinsOwnTableHoldsAndUnknownModelsAreToldOf(String text) throws PolicyException {
    assertThat(models(text)).isEqualTo(ModelPolicy.DEFAULT);
    assertThat(ModelPolicy.DEFAULT.maxOutput()).isEqualTo(4096);
  }

  @Test
  void allOfItIsRead() throws PolicyException {
    ModelPolicy models =
        models(
            """
            mode: observe
            models:
              prices: ../prices.json
              unknown: {input: 3.00, output: 15, cached: 0.30, cache-write: 3.75}
              max-output: 8192
            """);
    assertThat(models)
        .isEqualTo(
            new ModelPolicy(
                new PriceFile(Path.of("/etc/rein/../prices.json"), "/etc/rein/rein.yaml", 3, 11),
                new UnknownModel.Priced(3_000_000, 15_000_000, 300_000, 3_750_000),
                8192));
  }

  @Test
  void cachedTokensCostWhatOthersDoUnlessThePolicySaysSo() throws PolicyException {
    assertThat(models("models: {unknown: {input: 0.0375, output: 0.15}}").unknown())
        .isEqualTo(new UnknownModel.Priced(37_500, 150_000, 37_500, 37_500));
    assertThat(models("models: {unknown: {input: 0, output: 0}}").unknown())
        .isEqualTo(new UnknownModel.Priced(0, 0, 0, 0));
    assertThat(models("models: {unknown: deny}").unknown()).isEqualTo(new UnknownModel.Deny());
  }

  @Test
  void anAbsolutePathStaysAndOneBesideAPolicyWithoutAFolderIsHere() throws PolicyException {
    ModelPolicy absolute = models("models: {prices: /srv/p.json}");
    ModelPolicy here = PolicyParser.parse("models: {prices: p.json}", "rein.yaml").models();
    assertThat(absolute.prices()).extracting(PriceFile::path).isEqualTo(Path.of("/srv/p.json"));
    assertThat(here.prices()).extracting(PriceFile::path).isEqualTo(Path.of("p.json"));
  }

  @Test
  void anotherModeHasTheSamePrices() throws PolicyException {
    Policy policy = PolicyParser.parse("models: {unknown: deny}", "x");
    assertThat(policy.withMode(Mode.OBSERVE).models()).isEqualTo(policy.models());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "modells: {} | 1:1: unknown key 'modells'; did you mean 'models'?",
        "models: off | 1:9: 'models' takes keys; expected some of: prices, unknown, max-output",
        "models: {price: p.json} | 1:10: unknown key 'price'; did you mean 'prices'?",
        "models: {max_output: 5} | unknown key 'max_output'; did you mean 'max-output'?",
        "models: {prices: } | 1:17: 'prices' takes the path of a file, such as prices.json",
        "models: {prices: [a]} | 'prices' takes the path of a file",
        "models: {prices: \"a\\0b\"} | is no path of a file",
        "models: {unknown: wran} | 1:19: unknown value 'wran'; did you mean 'warn'?",
        "models: {unknown: 5} | unknown value '5'; expected one of: warn, deny, a price such as"
            + " {in",
        "models: {unknown: [deny]} | expected one of: warn, deny, a price such as {input: 3.00,",
        "models: {unknown: {inptu: 5}} | 1:20: unknown key 'inptu'; did you mean 'input'?",
        "models: {unknown: {input: 5}} | 1:19: a price has 'input' and 'output'; expected one",
        "models: {unknown: {input: -5, output: 5}} | '-5' is no amount; expected US dollars such",
        "models: {unknown: {input: 0.1234567, output: 5}} | with 6 decimal places at most",
        "models: {unknown: {input: 1000001, output: 5}} | '1000001' is too large; at most 1000000",
        "models: {max-output: 0} | '0' is no good here; expected 1 to 1000000000 tokens",
        "models: {max-output: 1000000001} | is no good here; expected 1 to 1000000000 tokens",
        "models: {max-output: 4k} | '4k' is no amount; expected a whole number of 0 or more",
        "models: {unknown: warn, unknown: deny} | 'unknown' was given before in line 1",
        "agents: {a: {models: {}}} | unknown key 'models'",
      })
  void mistakesAreExplained(String text, String message) {
    PolicyException failure =
        catchThrowableOfType(PolicyException.class, () -> PolicyParser.parse(text, "rein.yaml"));

    assertThat(failure).hasMessageContaining(message);
  }

  @Test
  void whatATimeCostsIsExact() {
    assertThat(Price.ofTime(3_060_000, 3_600_000)).isEqualTo(3_060_000);
    assertThat(Price.ofTime(3_060_000, 1)).isZero();
    assertThat(Price.ofTime(3_600_000, 1)).isEqualTo(1);
    assertThat(Price.ofTime(3_600_001, 3_600_000_000L)).isEqualTo(3_600_001_000L);
    assertThat(Price.ofTime(1_000_000_000_000L, 366L * 24 * 3_600_000))
        .isEqualTo(366L * 24 * 1_000_000_000_000L);
    assertThat(Price.ofTime(Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(Price.ofTime(5, -1)).isZero();
  }
}
