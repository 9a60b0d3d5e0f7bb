package dev.rein.it.demo.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the script needs to know of a chat-completions request.
 *
 * @param turn how many answers of the model the conversation holds already
 * @param tools names of the tools that may be called
 * @param lastUserText what the user said last, or an empty string
 * @param promptTokens estimated from the size of the conversation
 * @param earlierTokens the part of the prompt that an earlier turn has sent before
 */
record ChatRequest(
    String model,
    int turn,
    Set<String> tools,
    String lastUserText,
    int promptTokens,
    int earlierTokens,
    boolean stream,
    boolean usageWanted) {

  /** The usual rule of thumb for English. */
  private static final int CHARACTERS_PER_TOKEN = 4;

  static ChatRequest of(JsonObject json) {
    JsonArray messages = json.getAsJsonArray("messages");
    int turn = 0;
    int characters = 0;
    int charactersBefore = 0;
    String lastUserText = "";
    for (JsonElement element : messages) {
      JsonObject message = element.getAsJsonObject();
      switch (message.get("role").getAsString()) {
        case "assistant" -> {
          turn++;
          charactersBefore = characters;
        }
        case "user" -> lastUserText = text(message.get("content"));
        default -> {}
      }
      characters += message.toString().length();
    }
    return new ChatRequest(
        json.get("model").getAsString(),
        turn,
        toolNames(json.getAsJsonArray("tools")),
        lastUserText,
        tokens(characters),
        tokens(charactersBefore),
        isTrue(json.get("stream")),
        json.has("stream_options")
            && isTrue(json.getAsJsonObject("stream_options").get("include_usage")));
  }

  static int tokens(int characters) {
    return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
  }

  private static Set<String> toolNames(@Nullable JsonArray tools) {
    Set<String> names = new HashSet<>();
    if (tools != null) {
      for (JsonElement tool : tools) {
        names.add(tool.getAsJsonObject().getAsJsonObject("function").get("name").getAsString());
      }
    }
    return names;
  }

  /** A message's content is a string, or a list of parts. */
  private static String text(JsonElement content) {
    return content.isJsonPrimitive() ? content.getAsString() : content.toString();
  }

  private static boolean isTrue(@Nullable JsonElement element) {
    return element != null && element.isJsonPrimitive() && element.getAsBoolean();
  }
}
