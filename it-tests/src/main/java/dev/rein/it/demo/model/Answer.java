package dev.rein.it.demo.model;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * What the model says: words, and the tools it wants called.
 *
 * @param calls empty when the model has nothing left to do
 */
record Answer(String text, List<ToolCall> calls) {
  Answer {
    calls = List.copyOf(calls);
  }

  static Answer text(String text) {
    return new Answer(text, List.of());
  }

  String finishReason() {
    return calls.isEmpty() ? "stop" : "tool_calls";
  }

  int tokens() {
    int characters = text.length();
    for (ToolCall call : calls) {
      characters += call.name().length() + call.arguments().toString().length();
    }
    return ChatRequest.tokens(characters);
  }

  /** One tool to be called; {@code arguments} as the tool's schema has them. */
  record ToolCall(String name, JsonObject arguments) {
    static ToolCall of(String name, String argument, String value) {
      JsonObject arguments = new JsonObject();
      arguments.addProperty(argument, value);
      return new ToolCall(name, arguments);
    }

    ToolCall and(String argument, String value) {
      JsonObject more = arguments.deepCopy();
      more.addProperty(argument, value);
      return new ToolCall(name, more);
    }
  }
}
