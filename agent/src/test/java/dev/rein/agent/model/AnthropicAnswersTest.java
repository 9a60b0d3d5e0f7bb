package dev.rein.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Answers in Anthropic's form, of itself and of Vertex. */
final class AnthropicAnswersTest {
  static final ModelRequest REQUEST =
      Fed.request(
          "https://api.anthropic.com/v1/messages",
          """
          {"model":"claude-sonnet-4-5","max_tokens":1024,
           "messages":[{"role":"user","content":"Hello, Claude"}]}\
          """);

  static final String START =
      """
      event: message_start
      data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",\
      "model":"claude-sonnet-4-5-20250929","content":[],"stop_reason":null,"stop_sequence":null,\
      "usage":{"input_tokens":25,"cache_creation_input_tokens":300,"cache_read_input_tokens":4000,\
      "cache_creation":{"ephemeral_5m_input_tokens":300,"ephemeral_1h_input_tokens":0},\
      "output_tokens":1,"service_tier":"standard"}}}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

      event: ping
      data: {"type": "ping"}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm. "}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"EqQBCgIYAhIM"}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Hello!"}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\\"a\\": 1}"}}

      """;

  static final String END =
      """
      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\
      "usage":{"input_tokens":25,"cache_creation_input_tokens":300,"cache_read_input_tokens":4000,\
      "output_tokens":15}}

      event: message_stop
      data: {"type":"message_stop"}

      """;

  private static ModelUsage told(long output) {
    return new ModelUsage("claude-sonnet-4-5-20250929", 4325, output, 4000, 300, false);
  }

  @Test
  void cachedTokensAreBesideTheInput() {
    String answer =
        """
        {"id":"msg_013","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929",
         "content":[{"type":"text","text":"Hi!"},
         {"type":"tool_use","id":"t","name":"f","input":{"usage":{"input_tokens":77},"q":"x"}}],
         "stop_reason":"tool_use","usage":{"input_tokens":25,"cache_creation_input_tokens":300,
         "cache_read_input_tokens":4000,"output_tokens":503,
         "server_tool_use":{"web_search_requests":2}}}\
        """;
    assertThat(Fed.of(REQUEST, Fed.JSON, answer).usage()).isEqualTo(told(503));
  }

  @Test
  void theLastNumbersOfAStreamCount() {
    assertThat(Fed.of(REQUEST, Fed.EVENTS, START + END).usage()).isEqualTo(told(15));
  }

  @Test
  void aGatewayMayTellTheInputAtTheEndOnly() {
    String start =
        "data: {\"type\":\"message_start\",\"message\":{\"model\":\"glm\",\"usage\":"
            + "{\"input_tokens\":0,\"output_tokens\":0}}}\n\n";
    assertThat(Fed.of(REQUEST, Fed.EVENTS, start + END).usage())
        .isEqualTo(new ModelUsage("glm", 4325, 15, 4000, 300, false));
  }

  @Test
  void theInputOfAStreamBrokenOffIsKeptAsTold() {
    // "Hm. ", "Hello!" and {"a": 1} are 18 bytes.
    assertThat(Fed.of(REQUEST, Fed.EVENTS, START).brokenOff())
        .isEqualTo(new ModelUsage("claude-sonnet-4-5-20250929", 4325, 5, 4000, 300, true));
  }

  @Test
  void anErrorInTheMiddleLeavesWhatCame() {
    String error =
        """
        event: error
        data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}

        """;
    assertThat(Fed.of(REQUEST, Fed.EVENTS, START + error).brokenOff())
        .isEqualTo(new ModelUsage("claude-sonnet-4-5-20250929", 4325, 5, 4000, 300, true));
    assertThat(Fed.of(REQUEST, Fed.EVENTS, error).brokenOff())
        .isEqualTo(new ModelUsage("claude-sonnet-4-5", 0, 0, 0, 0, false));
  }

  @Test
  void aRefusedCallUsedNothing() {
    String error =
        "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Slow down\"}}";
    assertThat(Fed.of(REQUEST, Fed.JSON, error).withStatus(429).usage())
        .isEqualTo(ModelUsage.none(REQUEST));
    assertThat(Fed.of(REQUEST, "text/html", "<html>").withStatus(502).brokenOff())
        .isEqualTo(ModelUsage.none(REQUEST));
  }

  @Test
  void vertexAnswersTheSame() {
    ModelRequest request =
        Fed.request(
            "https://us-east5-aiplatform.googleapis.com/v1/projects/p/locations/us-east5/publishers"
                + "/anthropic/models/claude-sonnet-4-5@20250929:streamRawPredict",
            "{\"anthropic_version\":\"vertex-2023-10-16\",\"messages\":[],\"max_tokens\":9}");
    assertThat(request.provider()).isEqualTo("gcp.vertex_ai");
    assertThat(request.stream()).isTrue();
    assertThat(Fed.of(request, Fed.EVENTS, START + END).usage()).isEqualTo(told(15));
  }
}
