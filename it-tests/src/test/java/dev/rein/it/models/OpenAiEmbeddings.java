package dev.rein.it.models;

import static dev.rein.it.models.Json.array;
import static dev.rein.it.models.Json.object;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** OpenAI's embeddings: vectors of four numbers. */
public final class OpenAiEmbeddings implements Protocol {
  private static final float[] VECTOR = {0.5f, -0.5f, 0.25f, 1f};

  @Override
  public boolean serves(String path) {
    return path.endsWith("/embeddings");
  }

  @Override
  public Reply reply(Ask ask) {
    String model = ask.text("model", "");
    Usage usage = new Usage(ask.usage().input(), 0, 0, 0);
    boolean packed = ask.text("encoding_format", "float").equals("base64");
    JsonArray data = new JsonArray();
    for (int i = 0; i < inputs(ask); i++) {
      JsonObject embedding = object("object", "embedding", "index", i);
      if (packed) {
        embedding.addProperty("embedding", packed());
      } else {
        embedding.add("embedding", array(VECTOR[0], VECTOR[1], VECTOR[2], VECTOR[3]));
      }
      data.add(embedding);
    }
    JsonObject told = object("prompt_tokens", usage.input(), "total_tokens", usage.input());
    JsonObject document = object("object", "list", "data", data, "model", model, "usage", told);
    return Reply.document(model, document, usage);
  }

  private static int inputs(Ask ask) {
    return ask.body().get("input").isJsonArray() ? ask.body().getAsJsonArray("input").size() : 1;
  }

  private static String packed() {
    ByteBuffer bytes = ByteBuffer.allocate(VECTOR.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : VECTOR) {
      bytes.putFloat(number);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  @Override
  public JsonObject error(int status) {
    return OpenAiChat.openAiError(status);
  }
}
