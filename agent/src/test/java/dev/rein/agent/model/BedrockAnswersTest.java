package dev.rein.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Answers of Bedrock: documents, Amazon's event streams, headers. */
final class BedrockAnswersTest {
  private static final String MODEL = "anthropic.claude-3-5-sonnet-20241022-v2:0";
  private static final String BASE =
      "https://bedrock-runtime.us-east-1.amazonaws.com/model/" + MODEL.replace(":", "%3A");

  static final ModelRequest CONVERSE =
      Fed.request(
          BASE + "/converse-stream",
          "{\"messages\":[],\"inferenceConfig\":{\"maxTokens\":512,\"temperature\":0.5}}");

  static final ModelRequest INVOKE =
      Fed.request(BASE + "/invoke-with-response-stream", "{\"messages\":[],\"max_tokens\":1024}");

  private static final String USAGE =
      "{\"inputTokens\":18,\"outputTokens\":386,\"totalTokens\":7906,\"cacheReadInputTokens\":7000,"
          + "\"cacheWriteInputTokens\":502,\"cacheDetails\":[{\"inputTokens\":502,\"ttl\":\"5m\"}]}";

  /** One message, as Amazon frames it. */
  private static byte[] frame(String event, String payload) {
    try {
      ByteArrayOutputStream headers = new ByteArrayOutputStream();
      header(new DataOutputStream(headers), ":event-type", event);
      header(new DataOutputStream(headers), ":content-type", "application/json");
      header(new DataOutputStream(headers), ":message-type", "event");
      byte[] body = Fed.utf8(payload);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(12 + headers.size() + body.length + 4);
      out.writeInt(headers.size());
      out.writeInt(checksum(bytes.toByteArray()));
      headers.writeTo(out);
      out.write(body);
      out.writeInt(checksum(bytes.toByteArray()));
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void header(DataOutputStream out, String name, String value) throws IOException {
    out.writeByte(name.length());
    out.writeBytes(name);
    out.writeByte(7);
    out.writeShort(value.length());
    out.writeBytes(value);
  }

  private static int checksum(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return (int) sum.getValue();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static byte[] chunk(String json) {
    String wrapped = Base64.getEncoder().encodeToString(Fed.utf8(json));
    return frame("chunk", "{\"bytes\":\"" + wrapped + "\",\"p\":\"abcdefghijk\"}");
  }

  static byte[] conversation() {
    return join(
        frame("messageStart", "{\"p\":\"abc\",\"role\":\"assistant\"}"),
        frame(
            "contentBlockDelta",
            "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hello\"},\"p\":\"ab\"}"),
        frame(
            "contentBlockDelta",
            "{\"contentBlockIndex\":1,\"delta\":{\"toolUse\":{\"input\":\"{}\"}}}"),
        frame("contentBlockStop", "{\"contentBlockIndex\":0}"),
        frame("messageStop", "{\"stopReason\":\"end_turn\"}"));
  }

  @Test
  void aConversationTellsCachedTokensBesideTheInput() {
    ModelUsage told = new ModelUsage(MODEL, 7520, 386, 7000, 502, false);
    ModelRequest plain = Fed.request(BASE + "/converse", "{\"messages\":[]}");
    String answer =
        "{\"metrics\":{\"latencyMs\":1275},\"output\":{\"message\":{\"content\":[{\"text\":\"Hello\"}],"
            + "\"role\":\"assistant\"}},\"stopReason\":\"end_turn\",\"usage\":"
            + USAGE
            + "}";
    assertThat(Fed.of(plain, Fed.JSON, answer).usage()).isEqualTo(told);
    byte[] metadata = frame("metadata", "{\"usage\":" + USAGE + ",\"metrics\":{\"latencyMs\":9}}");
    assertThat(Fed.of(CONVERSE, Fed.AMAZON, join(conversation(), metadata)).usage())
        .isEqualTo(told);
  }

  @Test
  void aConversationBrokenOffIsEstimated() {
    assertThat(Fed.of(CONVERSE, Fed.AMAZON, conversation()).brokenOff())
        .isEqualTo(new ModelUsage(MODEL, CONVERSE.promptLikely(), 2, 0, 0, true));
    byte[] broken = conversation();
    broken[5] ^= 1;
    assertThat(Fed.of(CONVERSE, Fed.AMAZON, broken).brokenOff())
        .isEqualTo(new ModelUsage(MODEL, CONVERSE.promptLikely(), 0, 0, 0, true));
  }

  @Test
  void anInvokedStreamTellsItsMetricsAtItsEnd() {
    byte[] start =
        chunk(
            "{\"type\":\"message_start\",\"message\":{\"model\":\"claude-3-5-sonnet-20241022\",\"usage\":"
                + "{\"input_tokens\":11,\"cache_read_input_tokens\":100,\"output_tokens\":1}}}");
    byte[] text =
        chunk(
            "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi,"
                + " you\"}}");
    byte[] end =
        chunk(
            "{\"type\":\"message_stop\",\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":11,"
                + "\"outputTokenCount\":42,\"invocationLatency\":771,\"firstByteLatency\":306,"
                + "\"cacheReadInputTokenCount\":100,\"cacheWriteInputTokenCount\":20}}");
    assertThat(Fed.of(INVOKE, Fed.AMAZON, join(start, text, end)).usage())
        .isEqualTo(new ModelUsage(MODEL, 131, 42, 100, 20, false));
    assertThat(Fed.of(INVOKE, Fed.AMAZON, join(start, text)).brokenOff())
        .isEqualTo(new ModelUsage(MODEL, 111, 2, 100, 0, true));
  }

  @Test
  void headersTellOfAnInvokedModelWhateverItsForm() {
    ModelRequest request = Fed.request(BASE + "/invoke", "{\"messages\":[],\"max_tokens\":10}");
    Map<String, String> headers =
        Map.of(
            "x-amzn-bedrock-input-token-count", "25",
            "x-amzn-bedrock-output-token-count", "7",
            "x-amzn-bedrock-cache-read-input-token-count", "1000",
            "x-amzn-bedrock-cache-write-input-token-count", "50");
    AnswerReader reader = Fed.of(request, Fed.JSON, "").reader(headers);
    reader.end();
    assertThat(reader.usage()).isEqualTo(new ModelUsage(MODEL, 1075, 7, 1000, 50, false));
    AnswerReader read = Fed.of(request, Fed.JSON, "").reader(headers);
    read.read(
        ByteBuffer.wrap(Fed.utf8("{\"model\":\"x\",\"content\":[{\"text\":\"Hello, you\"}]}")));
    assertThat(read.isDone()).isTrue();
    assertThat(read.usage()).isEqualTo(new ModelUsage(MODEL, 1075, 7, 1000, 50, false));
  }

  @Test
  void theFormsOfOtherModelsAreKnown() {
    ModelRequest titan =
        Fed.request(
            BASE.replace(MODEL.replace(":", "%3A"), "amazon.titan-text-lite-v1") + "/invoke",
            "{\"inputText\":\"Hi\",\"textGenerationConfig\":{\"maxTokenCount\":100}}");
    assertThat(titan.maxOutput()).isEqualTo(100);
    assertThat(
            Fed.of(
                    titan,
                    Fed.JSON,
                    "{\"inputTextTokenCount\":5,\"results\":[{\"tokenCount\":9,"
                        + "\"outputText\":\"Hello\",\"completionReason\":\"FINISH\"}]}")
                .usage())
        .isEqualTo(new ModelUsage("amazon.titan-text-lite-v1", 5, 9, 0, 0, false));
    assertThat(
            Fed.of(
                    titan,
                    Fed.JSON,
                    "{\"generation\":\"Hello\",\"prompt_token_count\":4,"
                        + "\"generation_token_count\":8,\"stop_reason\":\"stop\"}")
                .usage())
        .isEqualTo(new ModelUsage("amazon.titan-text-lite-v1", 4, 8, 0, 0, false));
  }
}
