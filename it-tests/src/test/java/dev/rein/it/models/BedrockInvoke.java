package dev.rein.it.models;

import static dev.rein.it.models.Json.object;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Bedrock's invoke with a model of Anthropic's: its answer as it is with the counts in headers, or
 * its events, each in Base64 in an event of Amazon's, with the counts once more in the last.
 */
public final class BedrockInvoke implements Protocol {
  private static final String DATA = "\ndata: ";

  private final AnthropicMessages anthropic = new AnthropicMessages();

  @Override
  public boolean serves(String path) {
    return path.startsWith("/model/")
        && (path.endsWith("/invoke") || path.endsWith("/invoke-with-response-stream"));
  }

  @Override
  public Reply reply(Ask ask) {
    String model = BedrockConverse.model(ask.path());
    boolean streamed = ask.path().endsWith("-stream");
    JsonObject body = ask.body().deepCopy();
    body.addProperty("model", model);
    body.addProperty("stream", streamed);
    Ask asked = new Ask(ask.path(), ask.query(), body, ask.number(), ask.script(), ask.usage());
    Reply answer = anthropic.reply(asked);
    return streamed ? stream(answer, ask) : answer.withHeaders(headers(ask.usage()));
  }

  private static Map<String, String> headers(Usage usage) {
    return Map.of(
        "X-Amzn-Bedrock-Input-Token-Count", "" + uncached(usage),
        "X-Amzn-Bedrock-Output-Token-Count", "" + usage.output(),
        "X-Amzn-Bedrock-Cache-Read-Input-Token-Count", "" + usage.cached(),
        "X-Amzn-Bedrock-Cache-Write-Input-Token-Count", "" + usage.cacheWritten(),
        "X-Amzn-Bedrock-Invocation-Latency", "1");
  }

  private static long uncached(Usage usage) {
    return usage.input() - usage.cached() - usage.cacheWritten();
  }

  private static Reply stream(Reply answer, Ask ask) {
    List<Reply.Part> parts = new ArrayList<>();
    for (Reply.Part part : answer.parts()) {
      String event = new String(part.bytes(), UTF_8);
      String data = event.substring(event.indexOf(DATA) + DATA.length()).strip();
      JsonObject document = JsonParser.parseString(data).getAsJsonObject();
      if (document.get("type").getAsString().equals("message_stop")) {
        document.add("amazon-bedrock-invocationMetrics", metrics(ask.usage()));
      }
      byte[] bytes = document.toString().getBytes(UTF_8);
      JsonObject payload = object("bytes", Base64.getEncoder().encodeToString(bytes), "p", "abcd");
      parts.add(new Reply.Part(EventStream.event("chunk", payload), part.told()));
    }
    return new Reply(answer.model(), EventStream.CONTENT_TYPE, List.copyOf(parts));
  }

  private static JsonObject metrics(Usage usage) {
    return object(
        "inputTokenCount",
        uncached(usage),
        "outputTokenCount",
        usage.output(),
        "invocationLatency",
        1,
        "firstByteLatency",
        1,
        "cacheReadInputTokenCount",
        usage.cached(),
        "cacheWriteInputTokenCount",
        usage.cacheWritten());
  }

  @Override
  public JsonObject error(int status) {
    return BedrockConverse.awsError(status);
  }
}
