package dev.rein.agent.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table in the jar, and how names of models find their price. */
final class PriceTableTest {
  private static final PriceTable TABLE = PriceTable.shipped();
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  /** Provider and pattern of the row that is found, or "none". */
  private static String found(PriceTable table, String provider, String model) {
    ModelPrice price = table.find(provider, model, NOW);
    return price == null ? "none" : price.provider() + " " + price.model();
  }

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-4o, openai gpt-4o",
    "openai, gpt-4o-2024-08-06, openai gpt-4o",
    "openai, gpt-4o-2024-05-13, openai gpt-4o-2024-05-13",
    "openai, GPT-4o-Mini-2024-07-18, openai gpt-4o-mini",
    "openai, gpt-4o-audio-preview, none",
    "openai, gpt-4.1-mini-2025-04-14, openai gpt-4.1-mini",
    "openai, gpt-5.1-chat-latest, openai gpt-5.1-chat",
    "openai, ft:gpt-4o-mini-2024-07-18:acme::abc123, openai ft:gpt-4o-mini-*",
    "openai, ft:gpt-4o-2024-08-06:acme::abc123, openai ft:gpt-4o-2024-*",
    "openai, text-embedding-3-small, openai text-embedding-3-small",
    "openai, openai/gpt-4o, openai gpt-4o",
    "openai, anthropic/claude-sonnet-4.5, anthropic claude-sonnet-4.5",
    "openai, claude-haiku-4-5-20251001, anthropic claude-haiku-4-5",
    "openai, google/gemini-2.5-pro, gcp.gemini gemini-2.5-pro*",
    "openai, deepseek/deepseek-chat, deepseek deepseek-chat",
    "openai, deepseek/deepseek-chat:free, none",
    "openai, deepseek/deepseek-chat-v3, none",
    "aws.bedrock, us.anthropic.claude-opus-4-6-v1, aws.bedrock anthropic.claude-opus-4-6",
    "openai, llama3.2, none",
    "openai, my-own-model, none",
    "azure.ai.openai, gpt-4o-2024-11-20, openai gpt-4o",
    "azure.ai.openai, our-deployment, none",
    "anthropic, claude-sonnet-4-5-20250929, anthropic claude-sonnet-4-5",
    "anthropic, claude-3-5-haiku-latest, anthropic claude-3-5-haiku",
    "anthropic, claude-opus-4-20250514, anthropic claude-opus-4",
    "anthropic, claude-opus-4-1, anthropic claude-opus-4-1",
    "anthropic, claude-opus-9, none",
    "gcp.gemini, models/gemini-2.5-flash, gcp.gemini gemini-2.5-flash",
    "gcp.gemini, gemini-2.0-flash-001, gcp.gemini gemini-2.0-flash",
    "gcp.gemini, gemini-2.5-pro-preview-06-05, gcp.gemini gemini-2.5-pro*",
    "gcp.gemini, gemini-2.5-flash-image, none",
    "google, gemini-embedding-001, gcp.gemini gemini-embedding-001",
    "gcp.vertex_ai, publishers/google/models/gemini-2.5-flash, gcp.gemini gemini-2.5-flash",
    "gcp.vertex_ai, claude-sonnet-4-5@20250929, anthropic claude-sonnet-4-5",
    "aws.bedrock, us.anthropic.claude-sonnet-4-5-20250929-v1:0, "
        + "aws.bedrock anthropic.claude-sonnet-4-5",
    "aws.bedrock, global.anthropic.claude-sonnet-4-5-20250929-v1:0, "
        + "aws.bedrock global.anthropic.claude-sonnet-4-5",
    "aws.bedrock, anthropic.claude-3-haiku-20240307-v1:0:48k, "
        + "aws.bedrock anthropic.claude-3-haiku",
    "aws.bedrock, amazon.nova-pro-v1:0:300k, aws.bedrock amazon.nova-pro",
    "aws.bedrock, eu.meta.llama3-2-3b-instruct-v1:0, aws.bedrock meta.llama3-2-3b-instruct",
    "aws.bedrock, "
        + "arn:aws:bedrock:us-east-1:123456789012:inference-profile/"
        + "us.anthropic.claude-haiku-4-5-20251001-v1:0, "
        + "aws.bedrock anthropic.claude-haiku-4-5",
    "bedrock, deepseek.r1-v1:0, aws.bedrock deepseek.r1",
    "mistral_ai, mistral-large-2411, mistral_ai mistral-large-2411",
    "mistral_ai, mistral-large-2512, mistral_ai mistral-large-2512",
    "cohere, command-r-plus-08-2024, cohere command-r-plus",
    "x_ai, grok-4-fast-reasoning, x_ai grok-4-fast*",
    "groq, llama-3.3-70b-versatile, groq llama-3.3-70b-versatile",
    "groq, openai/gpt-oss-120b, groq openai/gpt-oss-120b",
    "groq, gpt-4o, none",
    "ollama, llama3.2:3b, ollama *",
    "ollama, anything/at:all, ollama *",
    "nobody, gpt-4o, none",
    "'', gpt-4o, openai gpt-4o",
    "'', '', none",
  })
  void namesOfModelsFindTheirPrice(String provider, String model, String expected) {
    assertThat(found(TABLE, provider, model)).isEqualTo(expected);
    // The second time it is known.
    assertThat(found(TABLE, provider, model)).isEqualTo(expected);
  }

  @Test
  void onlyWhatIsMeantToBeFreeIsFree() {
    for (ModelPrice price : TABLE.all(NOW)) {
      for (ModelPrice.Rate rate : price.rates()) {
        assertThat(rate.input() > 0).isEqualTo(!price.provider().equals("ollama"));
        assertThat(rate.output() == 0)
            .as("%s", price.model())
            .isEqualTo(price.provider().equals("ollama") || price.model().contains("embed"));
        assertThat(rate.cached()).isLessThanOrEqualTo(rate.input());
        assertThat(rate.cacheWrite()).isGreaterThanOrEqualTo(rate.input());
      }
    }
  }

  @Test
  void theTableSaysOfWhenItIsAndWhereItComesFrom() {
    assertThat(TABLE.date()).matches("20\\d\\d-\\d\\d-\\d\\d");
    assertThat(TABLE.source()).contains("genai-prices", "LiteLLM");
    assertThat(TABLE.all(NOW)).hasSizeBetween(60, 400);
    Set<String> providers = new HashSet<>();
    TABLE.all(NOW).forEach(price -> providers.add(price.provider()));
    assertThat(providers)
        .contains(
            "openai",
            "anthropic",
            "gcp.gemini",
            "aws.bedrock",
            "mistral_ai",
            "deepseek",
            "cohere",
            "x_ai",
            "groq",
            "ollama");
  }

  @Test
  void aPriceChangesOnItsDay() {
    ModelPrice before = find("gemini-3.6-flash", Instant.parse("2026-12-31T23:59:59.999Z"));
    ModelPrice after = find("gemini-3.6-flash", Instant.parse("2027-01-01T00:00:00Z"));
    assertThat(before.cost(1_000_000, 0, 0, 0)).isEqualTo(750_000_000_000L);
    assertThat(after.cost(1_000_000, 0, 0, 0)).isEqualTo(1_500_000_000_000L);
  }

  private static ModelPrice find(String model, Instant when) {
    @Nullable ModelPrice price = TABLE.find("gcp.gemini", model, when);
    if (price == null) {
      throw new AssertionError(model);
    }
    return price;
  }

  @Test
  void namesThatAServerMakesUpAreHarmless() {
    String huge = "gpt-4o".repeat(5_000);
    assertThat(found(TABLE, "openai", huge)).isEqualTo("none");
    assertThat(found(TABLE, huge, "gpt-4o")).isEqualTo("none");
    assertThat(found(TABLE, "openai", "\u0000\n\u001b[31m")).isEqualTo("none");
    assertThat(found(TABLE, "openai", "/".repeat(300))).isEqualTo("none");
    for (int i = 0; i < 5_000; i++) {
      assertThat(found(TABLE, "openai", "made-up-" + i)).isEqualTo("none");
    }
    assertThat(found(TABLE, "openai", "gpt-4o")).isEqualTo("openai gpt-4o");
  }

  @Test
  void allProvidersOfAModelCanBeAskedFor() {
    assertThat(TABLE.findAll("claude-sonnet-4-5", NOW))
        .extracting(ModelPrice::provider)
        .containsExactly("anthropic", "ollama");
    assertThat(TABLE.findAll("OPENAI/GPT-OSS-20B".toLowerCase(Locale.ROOT), NOW))
        .extracting(ModelPrice::provider)
        .containsExactly("groq", "ollama");
  }
}
