package dev.rein.agent.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rein.agent.policy.PolicyException;
import dev.rein.agent.policy.PolicyProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy and its prices hold together or not at all. */
final class PricedPolicyTest {
  @TempDir Path dir;

  private Path policy(String text) throws IOException {
    return Files.writeString(dir.resolve("rein.yaml"), text);
  }

  @Test
  void theFileThatIsNamedIsFoundBesideThePolicy() throws Exception {
    Files.writeString(
        dir.resolve("p.json"),
        "{\"rein-prices\": 1, \"date\": \"2026-11-01\", \"source\": \"ours\", \"prices\":"
            + " [{\"model\": \"house\", \"input\": 1, \"output\": 2, \"max-output\": 20}]}");
    ModelPrices prices =
        PricedPolicy.read(policy("models: {prices: p.json, max-output: 50}")).prices();
    ModelPrice house = prices.find("openai", "house");
    assertThat(house == null ? -1 : house.cost(10, 1, 0, 0)).isEqualTo(12_000_000);
    assertThat(prices.find("openai", "gpt-4o")).as("not in this table").isNull();
    assertThat(prices.maxOutput(house)).isEqualTo(20);
    assertThat(prices.maxOutput(null)).isEqualTo(50);
    assertThat(prices.table().source()).isEqualTo("ours");
    assertThat(prices.table().date()).isEqualTo("2026-11-01");
  }

  @Test
  void whatIsWrongWithTheFileIsAMistakeOfTheLineThatNamesIt() throws Exception {
    Path file = policy("mode: observe\nmodels:\n  prices: p.json\n");
    PolicyException none = failure(file);
    Files.writeString(dir.resolve("p.json"), "[{\"id\": 5}]");
    PolicyException wrong = failure(file);
    assertThat(none.problems())
        .containsExactly(
            new PolicyProblem(
                file.toString(), 3, 11, dir.resolve("p.json") + ": there is no such file"));
    assertThat(wrong)
        .hasMessageStartingWith(
            file + ":3:11: " + dir.resolve("p.json") + ": expected the name of a provider, found");
  }

  private static PolicyException failure(Path file) {
    return catchThrowableOfType(PolicyException.class, () -> PricedPolicy.read(file));
  }

  @Test
  void modelsWithoutAPriceCostWhatThePolicySays() throws Exception {
    ModelPrices given =
        PricedPolicy.read(policy("models: {unknown: {input: 3.00, output: 15.00, cached: 0.30}}"))
            .prices();
    ModelPrice price = given.find("openai", "never-heard-of");
    assertThat(price == null ? -1 : price.cost(1_000_000, 0, 400_000, 0))
        .isEqualTo(600_000 * 3_000_000L + 400_000 * 300_000L);
    assertThat(given.find("openai", "gpt-4o"))
        .as("what has a price keeps it")
        .isEqualTo(PriceTable.shipped().find("openai", "gpt-4o"));
    assertThat(given.deniesUnknown()).isFalse();

    ModelPrices deny = PricedPolicy.read(policy("models: {unknown: deny}")).prices();
    assertThat(deny.find("openai", "never-heard-of")).isNull();
    assertThat(deny.deniesUnknown()).isTrue();

    ModelPrices warn = PricedPolicy.read(policy("mode: observe")).prices();
    assertThat(warn.find("openai", "never-heard-of")).isNull();
    assertThat(warn.deniesUnknown()).isFalse();
    assertThat(warn.maxOutput(null)).isEqualTo(4096);
  }
}
