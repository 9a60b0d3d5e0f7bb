package dev.rein.agent.view.web;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.rein.agent.view.Printable;
import java.nio.charset.StandardCharsets;

/** What a request is answered with, whole. */
@SuppressWarnings("ArrayRecordComponent") // Nobody writes to it.
record Answer(int status, String contentType, byte[] body) {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  static Answer json(JsonElement document) {
    return json(200, document);
  }

  static Answer error(int status, String reason) {
    JsonObject json = new JsonObject();
    json.addProperty("error", reason);
    return json(status, json);
  }

  private static Answer json(int status, JsonElement document) {
    return new Answer(status, "application/json", text(document).getBytes(StandardCharsets.UTF_8));
  }

  /** Gson leaves some control characters as they are; they can only be within strings. */
  static String text(JsonElement document) {
    return Printable.of(GSON.toJson(document));
  }
}
