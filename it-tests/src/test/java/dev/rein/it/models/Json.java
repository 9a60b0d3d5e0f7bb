package dev.rein.it.models;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes documents down as they look: {@code object("id", 1, "names", array("a", "b"))}. */
public final class Json {
  private Json() {}

  /**
   * An object.
   *
   * @param members names and values by turns; a value is text, a number, true or false, null or of
   *     JSON
   */
  public static JsonObject object(@Nullable Object... members) {
    JsonObject object = new JsonObject();
    for (int i = 0; i < members.length; i += 2) {
      object.add(String.valueOf(members[i]), element(members[i + 1]));
    }
    return object;
  }

  /** An array of such values. */
  public static JsonArray array(@Nullable Object... values) {
    JsonArray array = new JsonArray();
    Arrays.stream(values).forEach(value -> array.add(element(value)));
    return array;
  }

  private static JsonElement element(@Nullable Object value) {
    if (value == null) {
      return JsonNull.INSTANCE;
    }
    if (value instanceof JsonElement element) {
      return element;
    }
    if (value instanceof Number number) {
      return new JsonPrimitive(number);
    }
    if (value instanceof Boolean flag) {
      return new JsonPrimitive(flag);
    }
    return new JsonPrimitive(value.toString());
  }
}
