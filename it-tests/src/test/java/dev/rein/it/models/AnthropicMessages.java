package dev.rein.it.models;

import static dev.rein.it.models.Json.array;
import static dev.rein.it.models.Json.object;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's messages. Of the prompt, it tells what neither came from the cache nor was written to
 * it apart from the other two; a stream tells the prompt first and the answer at its end.
 */
public final class AnthropicMessages implements Protocol {
  private static final String[] WORDS = {"It ", "is ", "done", ", ", "as ", "you ", "see", "."};

  @Override
  public boolean serves(String path) {
    return path.endsWith("/messages");
  }

  @Override
  public Reply reply(Ask ask) {
    String model = ask.text("model", "");
    if (ask.flag("stream")) {
      return stream(ask, model);
    }
    JsonObject message =
        message(
            ask, model, array(block(ask, String.join("", WORDS))), stopReason(ask), ask.usage());
    return Reply.document(model, message, ask.usage());
  }

  private static Reply stream(Ask ask, String model) {
    Usage usage = ask.usage();
    Usage atFirst = new Usage(usage.input(), 1, usage.cached(), usage.cacheWritten());
    JsonObject begun = message(ask, model, array(), null, atFirst);
    Reply.Events events = Reply.events(model);
    events.event(
        "message_start", object("type", "message_start", "message", begun).toString(), atFirst);
    add(events, "content_block_start", "content_block", block(ask, ""));
    events.event("ping", object("type", "ping").toString());
    if (ask.wantsTool()) {
      JsonObject delta = object("type", "input_json_delta", "partial_json", "{}");
      add(events, "content_block_delta", "delta", delta);
    } else {
      for (String word : WORDS) {
        JsonObject delta = object("type", "text_delta", "text", word);
        add(events, "content_block_delta", "delta", delta);
      }
    }
    events.event("content_block_stop", object("type", "content_block_stop", "index", 0).toString());
    JsonObject last =
        object(
            "type",
            "message_delta",
            "delta",
            object("stop_reason", stopReason(ask), "stop_sequence", null),
            "usage",
            object("output_tokens", usage.output()));
    events.event("message_delta", last.toString(), usage);
    return events.event("message_stop", object("type", "message_stop").toString()).reply();
  }

  private static void add(Reply.Events events, String type, String member, JsonObject value) {
    events.event(type, object("type", type, "index", 0, member, value).toString());
  }

  private static JsonObject message(
      Ask ask, String model, JsonArray content, @Nullable String stopReason, Usage usage) {
    JsonObject message =
        object(
            "id",
            "msg_" + ask.number(),
            "type",
            "message",
            "role",
            "assistant",
            "model",
            model,
            "content",
            content,
            "stop_reason",
            stopReason);
    message.add("stop_sequence", object("none", null).get("none"));
    message.add(
        "usage",
        object(
            "input_tokens",
            usage.input() - usage.cached() - usage.cacheWritten(),
            "cache_creation_input_tokens",
            usage.cacheWritten(),
            "cache_read_input_tokens",
            usage.cached(),
            "output_tokens",
            usage.output()));
    return message;
  }

  /** A text, or the wish to call the first of the tools that the client offers. */
  private static JsonObject block(Ask ask, String text) {
    if (!ask.wantsTool()) {
      return object("type", "text", "text", text);
    }
    JsonObject tool = ask.body().getAsJsonArray("tools").get(0).getAsJsonObject();
    return object(
        "type",
        "tool_use",
        "id",
        "toolu_" + ask.number(),
        "name",
        tool.get("name").getAsString(),
        "input",
        object());
  }

  private static String stopReason(Ask ask) {
    return ask.wantsTool() ? "tool_use" : "end_turn";
  }

  @Override
  public JsonObject error(int status) {
    String type = status == 429 ? "rate_limit_error" : "api_error";
    return object("type", "error", "error", object("type", type, "message", "as the script says"));
  }
}
