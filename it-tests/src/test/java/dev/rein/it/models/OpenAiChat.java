package dev.rein.it.models;

import static dev.rein.it.models.Json.array;
import static dev.rein.it.models.Json.object;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/** OpenAI's chat completions, which many other providers speak, too. */
public final class OpenAiChat implements Protocol {
  private static final String[] WORDS = {"It ", "is ", "done", ", ", "as ", "you ", "see", "."};

  @Override
  public boolean serves(String path) {
    return path.endsWith("/chat/completions");
  }

  @Override
  public Reply reply(Ask ask) {
    String model = ask.text("model", "");
    Usage usage = ask.usage().withoutWrites();
    if (ask.flag("stream")) {
      return stream(ask, model, usage);
    }
    JsonObject message = object("role", "assistant", "content", String.join("", WORDS));
    if (ask.wantsTool()) {
      message.add("tool_calls", toolCalls(ask));
    }
    JsonObject choice =
        object("index", 0, "message", message, "logprobs", null, "finish_reason", finish(ask));
    JsonObject document = answer(ask, model, "chat.completion", array(choice));
    document.add("usage", usage(usage));
    return Reply.document(model, document, usage);
  }

  private static Reply stream(Ask ask, String model, Usage usage) {
    Reply.Events events = Reply.events(model);
    JsonObject first = object("role", "assistant", "content", "");
    if (ask.wantsTool()) {
      first.add("tool_calls", toolCalls(ask));
      events.data(chunk(ask, model, first, null).toString());
    } else {
      events.data(chunk(ask, model, first, null).toString());
      for (String word : WORDS) {
        events.data(chunk(ask, model, object("content", word), null).toString());
      }
    }
    events.data(chunk(ask, model, object(), finish(ask)).toString());
    if (asksForUsage(ask.body()) && ask.script() != Script.NO_USAGE) {
      JsonObject last = answer(ask, model, "chat.completion.chunk", array());
      last.add("usage", usage(usage));
      events.data(last.toString(), usage);
    }
    return events.data("[DONE]").reply();
  }

  private static boolean asksForUsage(JsonObject body) {
    return body.has("stream_options")
        && body.get("stream_options").isJsonObject()
        && body.getAsJsonObject("stream_options").has("include_usage")
        && body.getAsJsonObject("stream_options").get("include_usage").getAsBoolean();
  }

  private static JsonObject chunk(
      Ask ask, String model, JsonObject delta, @Nullable String finish) {
    JsonObject choice =
        object("index", 0, "delta", delta, "logprobs", null, "finish_reason", finish);
    return answer(ask, model, "chat.completion.chunk", array(choice));
  }

  private static JsonObject answer(Ask ask, String model, String kind, JsonArray choices) {
    return object(
        "id",
        "chatcmpl-" + ask.number(),
        "object",
        kind,
        "created",
        1_700_000_000,
        "model",
        model,
        "choices",
        choices);
  }

  private static String finish(Ask ask) {
    return ask.wantsTool() ? "tool_calls" : "stop";
  }

  /** Asks for the first of the tools that the client offers, with no arguments. */
  private static JsonArray toolCalls(Ask ask) {
    JsonObject tool = ask.body().getAsJsonArray("tools").get(0).getAsJsonObject();
    String name = tool.getAsJsonObject("function").get("name").getAsString();
    return array(
        object(
            "index",
            0,
            "id",
            "call_" + ask.number(),
            "type",
            "function",
            "function",
            object("name", name, "arguments", "{}")));
  }

  private static JsonObject usage(Usage usage) {
    return object(
        "prompt_tokens",
        usage.input(),
        "completion_tokens",
        usage.output(),
        "total_tokens",
        usage.input() + usage.output(),
        "prompt_tokens_details",
        object("cached_tokens", usage.cached(), "audio_tokens", 0),
        "completion_tokens_details",
        object("reasoning_tokens", 0, "audio_tokens", 0));
  }

  @Override
  public JsonObject error(int status) {
    return openAiError(status);
  }

  static JsonObject openAiError(int status) {
    return object(
        "error",
        object("message", "as the script says", "type", "error_" + status, "code", "" + status));
  }
}
