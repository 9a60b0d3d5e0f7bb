package dev.rein.it.models;

import static dev.rein.it.models.Json.array;
import static dev.rein.it.models.Json.object;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** The same as {@link ToolsInTurn} of Gemini's. */
public final class GeminiTools implements Protocol {
  @Override
  public boolean serves(String path) {
    return path.endsWith(":generateContent");
  }

  @Override
  public Reply reply(Ask ask) {
    JsonArray tools = functions(ask.body());
    int called = answered(ask.body());
    JsonObject part = object("text", "all done");
    if (called < tools.size()) {
      JsonObject tool = tools.get(called).getAsJsonObject();
      JsonObject parameters =
          tool.has("parameters")
              ? tool.getAsJsonObject("parameters")
              : tool.getAsJsonObject("parametersJsonSchema");
      String first = parameters.getAsJsonObject("properties").keySet().iterator().next();
      part =
          object(
              "functionCall",
              object("name", tool.get("name").getAsString(), "args", object(first, "tea")));
    }
    JsonObject content = object("role", "model", "parts", array(part));
    JsonObject candidate = object("index", 0, "content", content, "finishReason", "STOP");
    return Reply.document("gemini", object("candidates", array(candidate)), Usage.NONE);
  }

  private static JsonArray functions(JsonObject body) {
    JsonArray functions = new JsonArray();
    if (body.has("tools")) {
      for (JsonElement tools : body.getAsJsonArray("tools")) {
        JsonElement declared = tools.getAsJsonObject().get("functionDeclarations");
        if (declared != null) {
          functions.addAll(declared.getAsJsonArray());
        }
      }
    }
    return functions;
  }

  private static int answered(JsonObject body) {
    int answered = 0;
    for (JsonElement content : body.getAsJsonArray("contents")) {
      for (JsonElement part : content.getAsJsonObject().getAsJsonArray("parts")) {
        answered += part.getAsJsonObject().has("functionResponse") ? 1 : 0;
      }
    }
    return answered;
  }

  @Override
  public JsonObject error(int status) {
    return object("error", object("code", status, "message", "as the script says"));
  }
}
