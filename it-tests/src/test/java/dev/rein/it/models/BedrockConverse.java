package dev.rein.it.models;

import static dev.rein.it.models.Json.array;
import static dev.rein.it.models.Json.object;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bedrock's converse, whole and as a stream of events. The model is named in the path. Of the
 * prompt, it tells what neither came from the cache nor was written to it apart from the other two;
 * a stream tells it at its end.
 */
public final class BedrockConverse implements Protocol {
  private static final String[] WORDS = {"It ", "is ", "done", ", ", "as ", "you ", "see", "."};

  @Override
  public boolean serves(String path) {
    return path.startsWith("/model/")
        && (path.endsWith("/converse") || path.endsWith("/converse-stream"));
  }

  @Override
  public Reply reply(Ask ask) {
    String model = model(ask.path());
    return ask.path().endsWith("-stream")
        ? stream(ask, model)
        : Reply.document(model, document(ask.usage()), ask.usage());
  }

  /** Of {@code /model/NAME/converse}. */
  static String model(String path) {
    return path.substring("/model/".length(), path.lastIndexOf('/'));
  }

  private static JsonObject document(Usage usage) {
    JsonObject message =
        object("role", "assistant", "content", array(object("text", String.join("", WORDS))));
    return object(
        "output",
        object("message", message),
        "stopReason",
        "end_turn",
        "usage",
        usage(usage),
        "metrics",
        object("latencyMs", 1));
  }

  private static Reply stream(Ask ask, String model) {
    List<Reply.Part> parts = new ArrayList<>();
    add(parts, "messageStart", object("role", "assistant"), null);
    for (String word : WORDS) {
      JsonObject delta = object("contentBlockIndex", 0, "delta", object("text", word));
      add(parts, "contentBlockDelta", delta, null);
    }
    add(parts, "contentBlockStop", object("contentBlockIndex", 0), null);
    add(parts, "messageStop", object("stopReason", "end_turn"), null);
    if (ask.script() != Script.NO_USAGE) {
      JsonObject metadata = object("usage", usage(ask.usage()), "metrics", object("latencyMs", 1));
      add(parts, "metadata", metadata, ask.usage());
    }
    return new Reply(model, EventStream.CONTENT_TYPE, List.copyOf(parts));
  }

  private static void add(
      List<Reply.Part> parts, String type, JsonObject payload, @Nullable Usage told) {
    // As Bedrock does it: all events of a kind have the same length, so that none tells its text's.
    payload.addProperty("p", "abcdefghijklmnop");
    parts.add(new Reply.Part(EventStream.event(type, payload), told));
  }

  private static JsonObject usage(Usage usage) {
    return object(
        "inputTokens",
        usage.input() - usage.cached() - usage.cacheWritten(),
        "outputTokens",
        usage.output(),
        "totalTokens",
        usage.input() + usage.output(),
        "cacheReadInputTokens",
        usage.cached(),
        "cacheWriteInputTokens",
        usage.cacheWritten());
  }

  @Override
  public JsonObject error(int status) {
    return awsError(status);
  }

  static JsonObject awsError(int status) {
    String type =
        switch (status) {
          case 400 -> "ValidationException";
          case 429 -> "ThrottlingException";
          default -> "InternalServerException";
        };
    return object("__type", type, "message", "as the script says");
  }
}
