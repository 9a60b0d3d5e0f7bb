package dev.rein.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Answers in OpenAI's forms, of OpenAI and of those who speak like it. */
final class OpenAiAnswersTest {
  private static final String ASKED =
      """
      {"model":"gpt-4o","messages":[{"role":"user","content":"Say hello"}],"max_tokens":50}\
      """;

  static ModelRequest chat(String host) {
    return Fed.request("https://" + host + "/v1/chat/completions", ASKED);
  }

  static ModelRequest responses() {
    return Fed.request(
        "https://api.openai.com/v1/responses", "{\"model\":\"gpt-5\",\"input\":\"Say hello\"}");
  }

  private static ModelUsage told(String model, long input, long output, long cached) {
    return new ModelUsage(model, input, output, cached, 0, false);
  }

  @Test
  void aChatTellsItsUsage() {
    String answer =
        """
        {"id":"chatcmpl-B9","object":"chat.completion","created":1741569952,
         "model":"gpt-4o-2024-08-06","choices":[{"index":0,"message":{"role":"assistant",
         "content":"Hello! \\"usage\\": {\\"prompt_tokens\\": 999999}","refusal":null,
         "annotations":[]},"logprobs":null,"finish_reason":"stop"}],
         "usage":{"prompt_tokens":2006,"completion_tokens":300,"total_tokens":2306,
         "prompt_tokens_details":{"cached_tokens":1920,"audio_tokens":0},
         "completion_tokens_details":{"reasoning_tokens":256,"audio_tokens":0,
         "accepted_prediction_tokens":0,"rejected_prediction_tokens":0}},
         "service_tier":"default","system_fingerprint":"fp_44709d6fcb"}
        """;
    assertThat(Fed.of(chat("api.openai.com"), Fed.JSON, answer).usage())
        .isEqualTo(told("gpt-4o-2024-08-06", 2006, 300, 1920));
  }

  @Test
  void aStreamTellsItsUsageInItsLastChunk() {
    assertThat(Fed.of(chat("api.openai.com"), Fed.EVENTS, stream(true)).usage())
        .isEqualTo(told("gpt-4o-2024-08-06", 19, 10, 0));
  }

  @Test
  void aStreamWithoutUsageIsEstimatedByItsText() {
    // "Hällo, " and "world {}" are 8 bytes each, the arguments 12.
    ModelRequest request = chat("api.openai.com");
    assertThat(Fed.of(request, Fed.EVENTS, stream(false)).usage())
        .isEqualTo(new ModelUsage("gpt-4o-2024-08-06", request.promptLikely(), 7, 0, 0, true));
  }

  static String stream(boolean withUsage) {
    String chunk =
        "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-4o-2024-08-06\","
            + "\"choices\":[{\"index\":0,\"delta\":%s,\"logprobs\":null,\"finish_reason\":%s}],"
            + "\"usage\":null}\n\n";
    String tool =
        "{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":"
            + "{\"name\":\"weather\",\"arguments\":\"{\\\"c\\\":\\\"Rome\\\"}\"}}]}";
    String usage =
        "data: {\"id\":\"c\",\"model\":\"gpt-4o-2024-08-06\",\"choices\":[],\"usage\":"
            + "{\"prompt_tokens\":19,\"completion_tokens\":10,\"total_tokens\":29,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":0}}}\n\n";
    return ": keep-alive\n\n"
        + chunk.formatted("{\"role\":\"assistant\",\"content\":\"\"}", "null")
        + chunk.formatted("{\"content\":\"H\\u00e4llo, \"}", "null")
        + chunk.formatted("{\"content\":\"world {}\"}", "null")
        + chunk.formatted(tool, "null")
        + chunk.formatted("{}", "\"stop\"")
        + (withUsage ? usage : "")
        + "data: [DONE]\n\n";
  }

  @Test
  void aStreamBrokenOffIsEstimatedByWhatCame() {
    ModelRequest request = chat("api.openai.com");
    Fed whole = Fed.of(request, Fed.EVENTS, stream(true));
    String text = stream(true);
    int cut = text.indexOf("world");
    assertThat(whole.cutAt(cut + 2).brokenOff())
        .isEqualTo(new ModelUsage("gpt-4o-2024-08-06", request.promptLikely(), 3, 0, 0, true));
    assertThat(whole.cutAt(text.indexOf("data: [DONE]")).brokenOff().estimated()).isFalse();
  }

  @Test
  void usageOfEachChunkIsFinalOnlyWithTheLast() {
    String chunk =
        "data: {\"model\":\"m\",\"choices\":[{\"delta\":{\"content\":\"abcdefgh\"},"
            + "\"finish_reason\":%s}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":%d,"
            + "\"total_tokens\":%d}}\n\n";
    String all = chunk.formatted("null", 1, 8) + chunk.formatted("\"stop\"", 4, 11);
    ModelRequest request = chat("vllm.internal");
    assertThat(Fed.of(request, Fed.EVENTS, all).brokenOff()).isEqualTo(told("m", 7, 4, 0));
    assertThat(Fed.of(request, Fed.EVENTS, chunk.formatted("null", 1, 8)).brokenOff())
        .isEqualTo(new ModelUsage("m", 7, 2, 0, 0, true));
  }

  @Test
  void othersTellCachedAndReasoningTokensInTheirOwnWay() {
    assertThat(
            usageOf(
                "api.deepseek.com",
                "deepseek-chat",
                "{\"prompt_tokens\":100,\"completion_tokens\":20,\"total_tokens\":120,"
                    + "\"prompt_cache_hit_tokens\":64,\"prompt_cache_miss_tokens\":36}"))
        .isEqualTo(told("deepseek-chat", 100, 20, 64));
    // xAI's own example: 32 + 9 + 94 = 135.
    assertThat(
            usageOf(
                "api.x.ai",
                "grok-4",
                "{\"prompt_tokens\":32,\"completion_tokens\":9,\"total_tokens\":135,"
                    + "\"prompt_tokens_details\":{\"cached_tokens\":6},"
                    + "\"completion_tokens_details\":{\"reasoning_tokens\":94}}"))
        .isEqualTo(told("grok-4", 32, 103, 6));
    // Gemini's copy of the form tells thoughts in the total only.
    assertThat(
            usageOf(
                "generativelanguage.googleapis.com",
                "gemini-2.5-pro",
                "{\"completion_tokens\":102,\"prompt_tokens\":758,\"total_tokens\":1725}"))
        .isEqualTo(told("gemini-2.5-pro", 758, 967, 0));
    assertThat(
            usageOf(
                "api.mistral.ai",
                "mistral-small-latest",
                "{\"prompt_tokens\":1013,\"total_tokens\":1043,\"completion_tokens\":30,"
                    + "\"prompt_token_details\":{\"cached_tokens\":1008}}"))
        .isEqualTo(told("mistral-small-latest", 1013, 30, 1008));
    // A gateway before Anthropic: cached tokens are within the prompt's.
    assertThat(
            usageOf(
                "gateway.internal",
                "claude",
                "{\"prompt_tokens\":1000,\"completion_tokens\":5,\"total_tokens\":1005,"
                    + "\"cache_read_input_tokens\":600,\"cache_creation_input_tokens\":300}"))
        .isEqualTo(new ModelUsage("claude", 1000, 5, 600, 300, false));
    // Nothing has no tokens.
    assertThat(
            usageOf(
                    "gateway.internal",
                    "m",
                    "{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0}")
                .estimated())
        .isTrue();
  }

  private static ModelUsage usageOf(String host, String model, String usage) {
    String answer =
        "{\"model\":\""
            + model
            + "\",\"choices\":[{\"message\":{\"content\":\"Hi there\"},"
            + "\"finish_reason\":\"stop\"}],\"usage\":"
            + usage
            + "}";
    return Fed.of(chat(host), Fed.JSON, answer).usage();
  }

  @Test
  void groqTellsTheUsageOfAStreamApart() {
    String stream =
        "data:"
            + " {\"model\":\"llama-3\",\"choices\":[{\"delta\":{\"content\":\"Hi\"},\"finish_reason\":null}]}\n\n"
            + "data:"
            + " {\"model\":\"llama-3\",\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"x_groq\":{\"id\":\"req\",\"usage\":{\"prompt_tokens\":18,\"completion_tokens\":2,\"total_tokens\":20}}}\n\n"
            + "data: [DONE]\n\n";
    assertThat(Fed.of(chat("api.groq.com"), Fed.EVENTS, stream).usage())
        .isEqualTo(told("llama-3", 18, 2, 0));
  }

  @Test
  void moonshotTellsTheUsageWithTheAnswer() {
    String stream =
        "data:"
            + " {\"model\":\"kimi-k2\",\"choices\":[{\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\",\"usage\":{\"prompt_tokens\":19,\"completion_tokens\":13,\"total_tokens\":32,\"cached_tokens\":8}}]}\n\n"
            + "data: [DONE]\n\n";
    assertThat(Fed.of(chat("api.moonshot.ai"), Fed.EVENTS, stream).usage())
        .isEqualTo(told("kimi-k2", 19, 13, 8));
  }

  @Test
  void embeddingsHaveNoOutput() {
    ModelRequest request =
        Fed.request(
            "https://api.openai.com/v1/embeddings",
            "{\"model\":\"text-embedding-3-small\",\"input\":[\"one\",\"two\"]}");
    String answer =
        "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":"
            + "[0.0023064255,-0.009327292,1e-9]},{\"embedding\":\"AAAAAAA=\"}],"
            + "\"model\":\"text-embedding-3-small\",\"usage\":{\"prompt_tokens\":8,"
            + "\"total_tokens\":8}}";
    assertThat(Fed.of(request, Fed.JSON, answer).usage())
        .isEqualTo(told("text-embedding-3-small", 8, 0, 0));
    assertThat(Fed.of(request, Fed.JSON, answer.replace("\"prompt_tokens\":8,", "")).usage())
        .isEqualTo(told("text-embedding-3-small", 8, 0, 0));
  }

  @Test
  void aResponseTellsItsUsage() {
    assertThat(Fed.of(responses(), Fed.JSON, response("completed", true)).usage())
        .isEqualTo(told("gpt-5-2025-08-07", 328, 52, 256));
  }

  private static String response(String status, boolean withUsage) {
    String usage =
        "{\"input_tokens\":328,\"input_tokens_details\":{\"cached_tokens\":256},"
            + "\"output_tokens\":52,\"output_tokens_details\":{\"reasoning_tokens\":32},"
            + "\"total_tokens\":380}";
    return "{\"id\":\"resp_67\",\"object\":\"response\",\"status\":\""
        + status
        + "\",\"error\":null,"
        + "\"instructions\":\"Be brief\",\"model\":\"gpt-5-2025-08-07\",\"output\":[{\"type\":"
        + "\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"Hello there, friend\"}]}],"
        + "\"usage\":"
        + (withUsage ? usage : "null")
        + "}";
  }

  @Test
  void aStreamedResponseTellsItsUsageAtItsEnd() {
    String stream = responseStream("completed");
    ModelUsage told = told("gpt-5-2025-08-07", 328, 52, 256);
    assertThat(Fed.of(responses(), Fed.EVENTS, stream).usage()).isEqualTo(told);
    assertThat(Fed.of(responses(), Fed.EVENTS, responseStream("incomplete")).usage())
        .isEqualTo(told);
    int cut = stream.indexOf("event: response.completed");
    // "Hello there, friend" once, though later events repeat it: 19 / 4, rounded up.
    assertThat(Fed.of(responses(), Fed.EVENTS, stream).cutAt(cut).brokenOff())
        .isEqualTo(new ModelUsage("gpt-5-2025-08-07", responses().promptLikely(), 5, 0, 0, true));
  }

  static String responseStream(String end) {
    String begin = response("in_progress", false).replace("Hello there, friend", "");
    return event("response.created", "\"response\":" + begin)
        + event("response.in_progress", "\"response\":" + begin)
        + event("response.output_text.delta", "\"item_id\":\"msg\",\"delta\":\"Hello there\"")
        + event("response.output_text.delta", "\"item_id\":\"msg\",\"delta\":\", friend\"")
        + event("response.output_text.done", "\"text\":\"Hello there, friend\"")
        + event(
            "response.content_part.done",
            "\"part\":{\"type\":\"output_text\",\"text\":\"Hello there, friend\"}")
        + event("response." + end, "\"response\":" + response(end, true));
  }

  private static String event(String type, String fields) {
    return "event: " + type + "\r\ndata: {\"type\":\"" + type + "\"," + fields + "}\r\n\r\n";
  }
}
