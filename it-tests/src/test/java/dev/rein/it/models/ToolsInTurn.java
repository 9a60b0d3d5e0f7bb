package dev.rein.it.models;

import static dev.rein.it.models.Json.array;
import static dev.rein.it.models.Json.object;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A model of OpenAI's that calls each tool it is offered, one after the other, and then says that
 * it is done. It keeps nothing: how far it has got it sees from the messages.
 */
public final class ToolsInTurn implements Protocol {
  @Override
  public boolean serves(String path) {
    return path.endsWith("/chat/completions");
  }

  @Override
  public Reply reply(Ask ask) {
    String model = ask.text("model", "");
    JsonArray calls = calls(ask);
    boolean done = calls.isEmpty();
    JsonObject said = object("role", "assistant", "content", done ? "all done" : null);
    if (!done) {
      said.add("tool_calls", calls);
    }
    String finish = done ? "stop" : "tool_calls";
    if (!ask.flag("stream")) {
      JsonObject choice = object("index", 0, "message", said, "finish_reason", finish);
      return Reply.document(model, answer(ask, model, "chat.completion", choice), Usage.NONE);
    }
    return Reply.events(model)
        .data(chunk(ask, model, said, null))
        .data(chunk(ask, model, new JsonObject(), finish))
        .data("[DONE]")
        .reply();
  }

  private static String chunk(Ask ask, String model, JsonObject delta, @Nullable String finish) {
    JsonObject choice = object("index", 0, "delta", delta, "finish_reason", finish);
    return answer(ask, model, "chat.completion.chunk", choice).toString();
  }

  private static JsonObject answer(Ask ask, String model, String kind, JsonObject choice) {
    JsonObject document =
        object("id", "chatcmpl-" + ask.number(), "object", kind, "created", 1, "model", model);
    document.add("choices", array(choice));
    return document;
  }

  /** The next tool's call, or none when all have been called. */
  private static JsonArray calls(Ask ask) {
    int called = 0;
    for (JsonElement message : ask.body().getAsJsonArray("messages")) {
      if (message.getAsJsonObject().get("role").getAsString().equals("tool")) {
        called++;
      }
    }
    JsonArray tools =
        ask.body().has("tools") ? ask.body().getAsJsonArray("tools") : new JsonArray();
    if (called >= tools.size()) {
      return new JsonArray();
    }
    JsonObject tool = tools.get(called).getAsJsonObject().getAsJsonObject("function");
    String name = tool.get("name").getAsString();
    JsonObject arguments = new JsonObject();
    tool.getAsJsonObject("parameters")
        .getAsJsonObject("properties")
        .keySet()
        .forEach(parameter -> arguments.addProperty(parameter, "tea"));
    return array(
        object(
            "index",
            0,
            "id",
            "call_" + ask.number(),
            "type",
            "function",
            "function",
            object("name", name, "arguments", arguments.toString())));
  }

  @Override
  public JsonObject error(int status) {
    return OpenAiChat.openAiError(status);
  }
}
