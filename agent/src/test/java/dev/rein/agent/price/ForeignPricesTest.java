package dev.rein.agent.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables in the formats of genai-prices and LiteLLM. */
final class ForeignPricesTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final Instant NIGHT = Instant.parse("2026-06-01T20:00:00Z");

  private static final String GENAI =
      """
      [
        {
          "id": "anthropic", "name": "Anthropic", "api_pattern": "https://api\\\\.anthropic\\\\.com",
          "model_match": {"contains": "claude"},
          "extractors": [{"root": "usage", "mappings": [{"path": ["a", {"type": "x"}], "dest": "b"}]}],
          "models": [
            {
              "id": "sonnet", "description": "made up",
              "match": {"or": [{"starts_with": "Claude-Sonnet-4"}, {"equals": "sonnet"}]},
              "context_window": 200000,
              "prices": [
                {"prices": {
                  "input_mtok": {"base": 3, "tiers": [{"start": 200000, "price": 6}]},
                  "cache_read_mtok": 0.3,
                  "output_mtok": {"base": 15, "tiers": [{"start": 200000, "price": 22.5},
                    {"start": 500000, "price": 30}]}}},
                {"constraint": {"start_date": "2026-03-13"},
                  "prices": {"input_mtok": 2, "output_mtok": 10, "cache_write_mtok": 2.5,
                    "web_searches_kcount": 10}}
              ]
            },
            {"id": "old", "match": {"contains": "claude"}, "prices": {"input_mtok": 8, "output_mtok": 24}},
            {
              "id": "stepped", "match": {"equals": "stepped"},
              "prices": {
                "input_mtok": {"base": 3, "tiers": [{"start": 200000, "price": 6}]},
                "cache_read_mtok": 0.3,
                "output_mtok": {"base": 15, "tiers": [{"start": 500000, "price": 30}]}}
            }
          ]
        },
        {
          "id": "deepseek", "models": [
            {"id": "chat", "match": {"and": [{"starts_with": "deepseek"}, {"ends_with": "chat"}]},
              "prices": [
                {"prices": {"input_mtok": 0.135, "output_mtok": 0.55}},
                {"constraint": {"start_time": "00:30:00Z", "end_time": "16:30:00Z"},
                  "prices": {"input_mtok": 0.27, "output_mtok": 1.1}}]}]
        },
        {
          "id": "openai", "models": [
            {"id": "embed", "match": {"equals": "text-embedding-3-small"}, "prices": {"input_mtok": 0.02}},
            {"id": "audio", "match": {"equals": "audio"},
              "prices": {"input_audio_mtok": 32, "output_mtok": 64}},
            {"id": "image", "match": {"equals": "image"}, "prices": {"requests_kcount": 40}},
            {"id": "dated", "match": {"regex": "^gpt-9-\\\\d{4}$"},
              "prices": {"input_mtok": 0.18000000000000002, "output_mtok": 0.0375}},
            {"id": "evil", "match": {"regex": "^(a+)+$"}, "prices": {"input_mtok": 1, "output_mtok": 1}},
            {"id": "auto", "match": {"equals": "auto"}, "prices": {"input_mtok": -1, "output_mtok": -1}}
          ]
        }
      ]
      """;

  private static final String LITELLM =
      """
      {
        "sample_spec": {"input_cost_per_token": 0.0, "max_output_tokens": "max, if known"},
        "gpt-4o": {
          "cache_read_input_token_cost": 1.25e-06, "input_cost_per_token": 2.5e-06,
          "input_cost_per_token_batches": 1e-06, "litellm_provider": "openai",
          "max_output_tokens": 16384, "mode": "chat", "output_cost_per_token": 1e-05,
          "search_context_cost_per_query": {"search_context_size_high": 0.05}
        },
        "azure/eu/gpt-4o": {"input_cost_per_token": 3e-06, "litellm_provider": "azure",
          "mode": "chat", "output_cost_per_token": 1.1e-05},
        "azure/gpt-4o": {"input_cost_per_token": 2.6e-06, "litellm_provider": "azure",
          "mode": "chat", "output_cost_per_token": 1.1e-05},
        "gemini/gemini-2.5-pro": {
          "cache_creation_input_token_cost_above_200k_tokens": 2.5e-07,
          "cache_read_input_token_cost": 1.25e-07,
          "input_cost_per_token": 1.25e-06, "input_cost_per_token_above_200k_tokens": 2.5e-06,
          "input_cost_per_token_above_200k_tokens_priority": 7.2e-06,
          "litellm_provider": "gemini", "max_output_tokens": 65535.0, "mode": "chat",
          "output_cost_per_token": 1e-05, "output_cost_per_token_above_200k_tokens": 1.5e-05},
        "us.anthropic.claude-haiku-4-5-20251001-v1:0": {
          "cache_creation_input_token_cost": 1.375e-06, "cache_creation_input_token_cost_above_1hr": 2.2e-06,
          "input_cost_per_token": 1.1e-06, "litellm_provider": "bedrock_converse", "mode": "chat",
          "output_cost_per_token": 5.5e-06},
        "bedrock/us-gov-west-1/amazon.titan-text": {"input_cost_per_token": 4e-07,
          "litellm_provider": "bedrock", "mode": "chat", "output_cost_per_token": 5e-07},
        "ollama/llama2": {"input_cost_per_token": 0.0, "litellm_provider": "ollama",
          "mode": "chat", "output_cost_per_token": 0.0},
        "text-embedding-3-small": {"input_cost_per_token": 2e-08, "litellm_provider": "openai",
          "mode": "embedding"},
        "dall-e-3": {"input_cost_per_pixel": 1.9e-08, "litellm_provider": "openai",
          "mode": "image_generation"},
        "half-known": {"input_cost_per_token": 1e-06, "litellm_provider": "openai", "mode": "chat"},
        "nulls": {"input_cost_per_token": null, "output_cost_per_token": null,
          "litellm_provider": null, "mode": 5, "max_output_tokens": null}
      }
      """;

  @TempDir Path dir;

  private PriceTable table(String text) throws IOException, PriceFileException {
    return PriceTable.read(Files.writeString(dir.resolve("prices.json"), text));
  }

  private static long cost(
      PriceTable table, String provider, String model, Instant when, long input, long output) {
    ModelPrice price = table.find(provider, model, when);
    return price == null ? -1 : price.cost(input, output, 0, 0);
  }

  @Test
  void clausesSayWhichModelsAreMeant() throws Exception {
    PriceTable table = table(GENAI);
    assertThat(cost(table, "anthropic", "claude-sonnet-4-5", NOON, 1, 0)).isEqualTo(2_000_000);
    assertThat(cost(table, "anthropic", "sonnet", NOON, 1, 0)).isEqualTo(2_000_000);
    assertThat(cost(table, "anthropic", "my-claude", NOON, 1, 0)).isEqualTo(8_000_000);
    assertThat(cost(table, "openai", "gpt-9-1234", NOON, 1, 1)).isEqualTo(180_000 + 37_500);
    assertThat(cost(table, "openai", "gpt-9-12345", NOON, 1, 1)).isEqualTo(-1);
    assertThat(cost(table, "deepseek", "deepseek-x-chat", NOON, 1, 0)).isEqualTo(270_000);
    assertThat(cost(table, "deepseek", "deepseek-x", NOON, 1, 0)).isEqualTo(-1);
  }

  @Test
  void pricesHoldFromADayOnOrForAPartOfIt() throws Exception {
    PriceTable table = table(GENAI);
    Instant before = Instant.parse("2026-03-12T23:59:59Z");
    assertThat(cost(table, "anthropic", "sonnet", before, 1, 1)).isEqualTo(18_000_000);
    assertThat(cost(table, "anthropic", "sonnet", NOON, 1, 1)).isEqualTo(12_000_000);
    assertThat(cost(table, "deepseek", "deepseek-chat", NOON, 1, 1)).isEqualTo(1_370_000);
    assertThat(cost(table, "deepseek", "deepseek-chat", NIGHT, 1, 1)).isEqualTo(685_000);
  }

  @Test
  void stepsOfDifferentPricesAreLaidOverEachOther() throws Exception {
    PriceTable table = table(GENAI);
    assertThat(cost(table, "anthropic", "stepped", NOON, 200_000, 1))
        .isEqualTo(200_000 * 3_000_000L + 15_000_000);
    assertThat(cost(table, "anthropic", "stepped", NOON, 200_001, 1))
        .isEqualTo(200_001 * 6_000_000L + 15_000_000);
    assertThat(cost(table, "anthropic", "stepped", NOON, 500_001, 1))
        .isEqualTo(500_001 * 6_000_000L + 30_000_000);
    ModelPrice price = table.find("anthropic", "stepped", NOON);
    assertThat(price == null ? -1 : price.cost(300_000, 0, 300_000, 0))
        .isEqualTo(300_000 * 300_000L);
  }

  @Test
  void whatIsNotPricedByTokensIsUnknownAndNotFree() throws Exception {
    PriceTable genai = table(GENAI);
    assertThat(cost(genai, "openai", "text-embedding-3-small", NOON, 100, 0)).isEqualTo(2_000_000);
    assertThat(cost(genai, "openai", "audio", NOON, 1, 1)).isEqualTo(96_000_000);
    assertThat(genai.find("openai", "image", NOON)).isNull();
    assertThat(genai.find("openai", "auto", NOON)).isNull();
    PriceTable litellm = table(LITELLM);
    assertThat(cost(litellm, "openai", "text-embedding-3-small", NOON, 100, 0))
        .isEqualTo(2_000_000);
    for (String model : new String[] {"dall-e-3", "half-known", "nulls", "sample_spec"}) {
      assertThat(litellm.find("openai", model, NOON)).as(model).isNull();
      assertThat(litellm.find("", model, NOON)).as(model).isNull();
    }
    assertThat(cost(litellm, "ollama", "llama2", NOON, 100, 100)).isZero();
    assertThat(litellm.find("ollama", "llama3", NOON)).isNull();
  }

  @Test
  void aRegularExpressionThatNeverEndsIsEnded() throws Exception {
    PriceTable table = table(GENAI);
    assertThat(table.find("openai", "a".repeat(30), NOON)).isNotNull();
    assertThat(table.find("openai", "a".repeat(250) + "!", NOON)).isNull();
  }

  @Test
  void anObjectAroundTheListOfProvidersIsTheFormatToo() throws Exception {
    PriceTable table = table("{\"units\": {\"a\": {\"per\": 1}}, \"providers\": " + GENAI + "}");
    assertThat(cost(table, "anthropic", "sonnet", NOON, 1, 0)).isEqualTo(2_000_000);
    assertThat(table("{\"providers\": " + GENAI + ", \"x\": 1}").find("anthropic", "sonnet"))
        .isNotNull();
  }

  @Test
  void keysOfLiteLlmBeginWithTheProviderOrDoNot() throws Exception {
    PriceTable table = table(LITELLM);
    assertThat(cost(table, "openai", "gpt-4o-2024-11-20", NOON, 1, 1)).isEqualTo(12_500_000);
    assertThat(cost(table, "azure.ai.openai", "gpt-4o", NOON, 1, 0)).isEqualTo(2_600_000);
    assertThat(cost(table, "gcp.gemini", "models/gemini-2.5-pro", NOON, 1, 0)).isEqualTo(1_250_000);
    assertThat(cost(table, "gcp.vertex_ai", "gemini-2.5-pro", NOON, 1, 0)).isEqualTo(1_250_000);
    assertThat(
            cost(table, "aws.bedrock", "us.anthropic.claude-haiku-4-5-20251001-v1:0", NOON, 1, 0))
        .isEqualTo(1_100_000);
    assertThat(cost(table, "bedrock", "us-gov-west-1/amazon.titan-text", NOON, 1, 0))
        .isEqualTo(400_000);
  }

  @Test
  void stepsAndMostTokensAreLiteLlmsToo() throws Exception {
    PriceTable table = table(LITELLM);
    ModelPrice pro = table.find("gcp.gemini", "gemini-2.5-pro", NOON);
    ModelPrice gpt = table.find("openai", "gpt-4o", NOON);
    if (pro == null || gpt == null) {
      throw new AssertionError();
    }
    assertThat(pro.rates())
        .containsExactly(
            new ModelPrice.Rate(0, 1_250_000, 10_000_000, 125_000, 1_250_000),
            new ModelPrice.Rate(200_000, 2_500_000, 15_000_000, 125_000, 2_500_000));
    assertThat(pro.maxOutput()).isEqualTo(65_535);
    assertThat(gpt.maxOutput()).isEqualTo(16_384);
    assertThat(gpt.cost(1_000, 0, 1_000, 0)).isEqualTo(1_250_000_000);
  }

  @Test
  void aTableWithoutADateIsAsOldAsItsFile() throws Exception {
    PriceTable table = table(LITELLM);
    assertThat(table.date()).matches("20\\d\\d-\\d\\d-\\d\\d");
    assertThat(table.source()).isEqualTo(dir.resolve("prices.json").toString());
  }
}
