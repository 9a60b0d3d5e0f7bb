package dev.rein.it.demo.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.rein.it.demo.model.Answer.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer in the two forms of the OpenAI chat-completions API: a document, or a series of
 * chunks.
 */
final class Completion {
  private static final long CREATED = 1_767_225_600; // A fixed day keeps answers the same.

  private final String id;
  private final ChatRequest request;
  private final Answer answer;

  Completion(long number, ChatRequest request, Answer answer) {
    this.id = "chatcmpl-" + number;
    this.request = request;
    this.answer = answer;
  }

  JsonObject document() {
    JsonObject message = role();
    message.addProperty("content", answer.text());
    if (!answer.calls().isEmpty()) {
      message.add("tool_calls", toolCalls(false));
    }
    JsonObject choice = choice("message", message, answer.finishReason());
    JsonObject document = envelope("chat.completion", choice);
    document.add("usage", usage());
    return document;
  }

  /** The words one by one, then the tool calls, the finish reason, and the usage if wanted. */
  List<JsonObject> chunks() {
    List<JsonObject> chunks = new ArrayList<>();
    chunks.add(chunk(role(), null));
    for (String word : answer.text().split("(?<= )", -1)) {
      JsonObject delta = new JsonObject();
      delta.addProperty("content", word);
      chunks.add(chunk(delta, null));
    }
    if (!answer.calls().isEmpty()) {
      JsonObject delta = new JsonObject();
      delta.add("tool_calls", toolCalls(true));
      chunks.add(chunk(delta, null));
    }
    chunks.add(chunk(new JsonObject(), answer.finishReason()));
    if (request.usageWanted()) {
      JsonObject last = envelope("chat.completion.chunk", null);
      last.add("usage", usage());
      chunks.add(last);
    }
    return chunks;
  }

  private JsonObject chunk(JsonObject delta, @Nullable String finishReason) {
    return envelope("chat.completion.chunk", choice("delta", delta, finishReason));
  }

  private JsonObject envelope(String object, @Nullable JsonObject choice) {
    JsonArray choices = new JsonArray();
    if (choice != null) {
      choices.add(choice);
    }
    JsonObject envelope = new JsonObject();
    envelope.addProperty("id", id);
    envelope.addProperty("object", object);
    envelope.addProperty("created", CREATED);
    envelope.addProperty("model", request.model());
    envelope.add("choices", choices);
    return envelope;
  }

  private static JsonObject role() {
    JsonObject message = new JsonObject();
    message.addProperty("role", "assistant");
    return message;
  }

  private static JsonObject choice(String part, JsonObject value, @Nullable String finishReason) {
    JsonObject choice = new JsonObject();
    choice.addProperty("index", 0);
    choice.add(part, value);
    if (finishReason == null) {
      choice.add("finish_reason", JsonNull.INSTANCE);
    } else {
      choice.addProperty("finish_reason", finishReason);
    }
    return choice;
  }

  /** Only in a stream does a call say its index. */
  private JsonArray toolCalls(boolean indexed) {
    JsonArray calls = new JsonArray();
    for (ToolCall call : answer.calls()) {
      JsonObject function = new JsonObject();
      function.addProperty("name", call.name());
      function.addProperty("arguments", call.arguments().toString());
      JsonObject json = new JsonObject();
      if (indexed) {
        json.addProperty("index", calls.size());
      }
      json.addProperty("id", id + "-call-" + calls.size());
      json.addProperty("type", "function");
      json.add("function", function);
      calls.add(json);
    }
    return calls;
  }

  private JsonObject usage() {
    JsonObject cached = new JsonObject();
    cached.addProperty("cached_tokens", request.earlierTokens());
    JsonObject usage = new JsonObject();
    usage.addProperty("prompt_tokens", request.promptTokens());
    usage.addProperty("completion_tokens", answer.tokens());
    usage.addProperty("total_tokens", request.promptTokens() + answer.tokens());
    usage.add("prompt_tokens_details", cached);
    return usage;
  }
}
