package dev.rein.it.models;

import static dev.rein.it.models.Json.array;
import static dev.rein.it.models.Json.object;

import com.google.gson.JsonObject;

/** OpenAI's Responses API. */
public final class OpenAiResponses implements Protocol {
  private static final String[] WORDS = {"It ", "is ", "done", "."};

  @Override
  public boolean serves(String path) {
    return path.endsWith("/responses");
  }

  @Override
  public Reply reply(Ask ask) {
    String model = ask.text("model", "");
    Usage usage = ask.usage().withoutWrites();
    JsonObject whole = response(ask, model, "completed");
    whole.add("output", array(item(ask, "completed", String.join("", WORDS))));
    whole.add("usage", usage(usage));
    return ask.flag("stream")
        ? stream(ask, model, whole, usage)
        : Reply.document(model, whole, usage);
  }

  private static Reply stream(Ask ask, String model, JsonObject whole, Usage usage) {
    Reply.Events events = Reply.events(model);
    int number = 0;
    JsonObject begun = response(ask, model, "in_progress");
    add(events, number++, "response.created", object("response", begun));
    add(events, number++, "response.in_progress", object("response", begun));
    JsonObject item = item(ask, "in_progress", "");
    item.add("content", array());
    add(events, number++, "response.output_item.added", object("output_index", 0, "item", item));
    for (String word : WORDS) {
      JsonObject delta =
          object("item_id", "msg_1", "output_index", 0, "content_index", 0, "delta", word);
      delta.add("logprobs", array());
      add(events, number++, "response.output_text.delta", delta);
    }
    JsonObject whatCame = item(ask, "completed", String.join("", WORDS));
    add(events, number++, "response.output_item.done", object("output_index", 0, "item", whatCame));
    JsonObject last =
        object("type", "response.completed", "sequence_number", number, "response", whole);
    return events.event("response.completed", last.toString(), usage).reply();
  }

  private static void add(Reply.Events events, int number, String type, JsonObject event) {
    event.addProperty("type", type);
    event.addProperty("sequence_number", number);
    events.event(type, event.toString());
  }

  private static JsonObject response(Ask ask, String model, String status) {
    JsonObject response =
        object(
            "id",
            "resp_" + ask.number(),
            "object",
            "response",
            "created_at",
            1_700_000_000,
            "status",
            status,
            "model",
            model,
            "output",
            array());
    response.addProperty("parallel_tool_calls", true);
    response.addProperty("tool_choice", "auto");
    response.addProperty("temperature", 1.0);
    response.addProperty("top_p", 1.0);
    response.add("tools", array());
    response.add("metadata", object());
    response.add("usage", object("usage", null).get("usage"));
    return response;
  }

  private static JsonObject item(Ask ask, String status, String text) {
    JsonObject content = object("type", "output_text", "text", text, "annotations", array());
    return object(
        "id",
        "msg_" + ask.number(),
        "type",
        "message",
        "role",
        "assistant",
        "status",
        status,
        "content",
        array(content));
  }

  private static JsonObject usage(Usage usage) {
    return object(
        "input_tokens",
        usage.input(),
        "input_tokens_details",
        object("cached_tokens", usage.cached()),
        "output_tokens",
        usage.output(),
        "output_tokens_details",
        object("reasoning_tokens", 0),
        "total_tokens",
        usage.input() + usage.output());
  }

  @Override
  public JsonObject error(int status) {
    return OpenAiChat.openAiError(status);
  }
}
