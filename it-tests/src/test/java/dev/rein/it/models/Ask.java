package dev.rein.it.models;

import com.google.gson.JsonObject;

/**
 * A request to a model, and what its answer shall tell.
 *
 * @param path without its query
 * @param query what follows the path, or nothing
 * @param number one of its own, for names and texts
 * @param usage what the answer is to tell, or none if the {@link Script} says so
 */
public record Ask(
    String path, String query, JsonObject body, int number, Script script, Usage usage) {
  /** The member of this name, or what stands for it. */
  public String text(String member, String otherwise) {
    return body.has(member) ? body.get(member).getAsString() : otherwise;
  }

  /** Whether a member is there and true. */
  public boolean flag(String member) {
    return body.has(member) && body.get(member).getAsBoolean();
  }

  /** Whether the model shall want a tool now: the client offers some, and has not called one. */
  public boolean wantsTool() {
    return script == Script.TOOL
        && body.has("tools")
        && !body.toString().contains("tool_call_id")
        && !body.toString().contains("tool_result")
        && !body.toString().contains("toolResult")
        && !body.toString().contains("function_call_output")
        && !body.toString().contains("functionResponse");
  }
}
