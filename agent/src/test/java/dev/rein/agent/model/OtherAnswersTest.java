package dev.rein.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Answers of Ollama and Cohere. */
final class OtherAnswersTest {
  static final ModelRequest OLLAMA =
      Fed.request(
          "http://localhost:11434/api/chat",
          "{\"model\":\"llama3.2\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

  private static final ModelRequest COHERE =
      Fed.request(
          "https://api.cohere.com/v2/chat",
          "{\"model\":\"command-a-03-2025\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

  static final String PIECES =
      """
      {"model":"llama3.2","created_at":"2025-01-01T00:00:00Z","message":{"role":"assistant","content":"The"},"done":false}
      {"model":"llama3.2","message":{"content":" sky","tool_calls":[{"function":{"name":"f","arguments":{"a":"xy"}}}]},"done":false}
      """;

  static final String LAST_PIECE =
      """
      {"model":"llama3.2","message":{"role":"assistant","content":""},"done_reason":"stop","done":true,\
      "total_duration":4883583458,"prompt_eval_count":26,"prompt_eval_duration":342546000,\
      "eval_count":282,"eval_duration":4535599000,"context":[1,2,3]}
      """;

  @Test
  void ollamaStreamsLinesUnlessItIsToldNotTo() {
    assertThat(OLLAMA.stream()).isTrue();
    ModelUsage told = new ModelUsage("llama3.2", 26, 282, 0, 0, false);
    String type = "application/x-ndjson";
    assertThat(Fed.of(OLLAMA, type, PIECES + LAST_PIECE).usage()).isEqualTo(told);
    assertThat(Fed.of(OLLAMA, Fed.JSON, LAST_PIECE).usage()).isEqualTo(told);
    assertThat(Fed.of(OLLAMA, type, PIECES).brokenOff())
        .isEqualTo(new ModelUsage("llama3.2", OLLAMA.promptLikely(), 3, 0, 0, true));
    String cachedPrompt = LAST_PIECE.replace("\"prompt_eval_count\":26,", "");
    assertThat(Fed.of(OLLAMA, type, PIECES + cachedPrompt).usage())
        .isEqualTo(new ModelUsage("llama3.2", OLLAMA.promptLikely(), 282, 0, 0, true));
  }

  @Test
  void ollamaGeneratesAndEmbeds() {
    ModelRequest generate =
        Fed.request(
            "http://127.0.0.1:9999/api/generate",
            "{\"model\":\"m\",\"prompt\":\"Why?\",\"options\":{\"num_predict\":64},\"stream\":false}");
    assertThat(generate.maxOutput()).isEqualTo(64);
    assertThat(generate.stream()).isFalse();
    assertThat(
            Fed.of(generate, Fed.JSON, "{\"model\":\"m\",\"response\":\"abcdefgh\",\"done")
                .brokenOff())
        .isEqualTo(new ModelUsage("m", generate.promptLikely(), 2, 0, 0, true));
    ModelRequest embed =
        Fed.request("http://127.0.0.1:9999/api/embed", "{\"model\":\"m\",\"input\":\"Why?\"}");
    String answer =
        "{\"model\":\"m\",\"embeddings\":[[0.01,-0.02]],\"total_duration\":1,\"prompt_eval_count\":8}";
    assertThat(Fed.of(embed, Fed.JSON, answer).usage())
        .isEqualTo(new ModelUsage("m", 8, 0, 0, 0, false));
  }

  /** Cohere adds tokens of its own, for which it asks no money: the billed ones count. */
  @Test
  void cohereIsCountedAsItBills() {
    String usage =
        "{\"billed_units\":{\"input_tokens\":5.0,\"output_tokens\":418.0},"
            + "\"tokens\":{\"input_tokens\":71.0,\"output_tokens\":430.0},\"cached_tokens\":3}";
    ModelUsage told = new ModelUsage("command-a-03-2025", 5, 418, 3, 0, false);
    String answer =
        "{\"id\":\"c14c\",\"finish_reason\":\"COMPLETE\",\"message\":{\"role\":\"assistant\","
            + "\"content\":[{\"type\":\"text\",\"text\":\"LLMs stand for\"}]},\"usage\":"
            + usage
            + "}";
    assertThat(Fed.of(COHERE, Fed.JSON, answer).usage()).isEqualTo(told);
    String begin =
        "event: message-start\n"
            + "data:"
            + " {\"type\":\"message-start\",\"id\":\"29f1\",\"delta\":{\"message\":{\"role\":\"assistant\"}}}\n\n"
            + "event: content-delta\n"
            + "data:"
            + " {\"type\":\"content-delta\",\"index\":0,\"delta\":{\"message\":{\"content\":{\"text\":\"LLMs\"}}}}\n\n";
    String end =
        "event: message-end\ndata: {\"type\":\"message-end\",\"delta\":{\"finish_reason\":"
            + "\"COMPLETE\",\"usage\":"
            + usage
            + "}}\n\n";
    assertThat(Fed.of(COHERE, Fed.EVENTS, begin + end).usage()).isEqualTo(told);
    assertThat(Fed.of(COHERE, Fed.EVENTS, begin).brokenOff())
        .isEqualTo(new ModelUsage("command-a-03-2025", COHERE.promptLikely(), 1, 0, 0, true));
  }

  @Test
  void cohereSpokeOtherwiseBefore() {
    ModelRequest first =
        Fed.request(
            "https://api.cohere.com/v1/chat",
            "{\"model\":\"command-r\",\"message\":\"Hi\",\"stream\":true}");
    String meta =
        "\"meta\":{\"api_version\":{\"version\":\"1\"},\"tokens\":{\"input_tokens\":82,"
            + "\"output_tokens\":9}}";
    ModelUsage told = new ModelUsage("command-r", 82, 9, 0, 0, false);
    String lines =
        "{\"is_finished\":false,\"event_type\":\"text-generation\",\"text\":\"Hello\"}\n"
            + "{\"is_finished\":true,\"event_type\":\"stream-end\",\"finish_reason\":\"COMPLETE\","
            + "\"response\":{\"text\":\"Hello\","
            + meta
            + "}}\n";
    assertThat(Fed.of(first, "application/stream+json", lines).usage()).isEqualTo(told);
    ModelRequest plain =
        Fed.request(
            "https://api.cohere.com/v1/chat", "{\"model\":\"command-r\",\"message\":\"Hi\"}");
    assertThat(Fed.of(plain, Fed.JSON, "{\"text\":\"Hello\"," + meta + "}").usage())
        .isEqualTo(told);
  }
}
