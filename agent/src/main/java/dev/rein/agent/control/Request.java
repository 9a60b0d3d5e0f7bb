package dev.rein.agent.control;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import dev.rein.agent.text.Quoted;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line to the control socket: an object of texts, whole numbers, truth values and lists of
 * texts. What a member may mean is for {@link Command} to say.
 */
final class Request {
  /** Of the protocol. */
  static final int VERSION = 1;

  /** A line is no longer than this, its end included. */
  static final int MAX_BYTES = 64 * 1024;

  private static final int MOST_MEMBERS = 20;
  private static final int LONGEST_LIST = 1_000;

  private final Map<String, Object> values = new LinkedHashMap<>();

  private Request() {}

  /** One to send. */
  static Request of(Command command) {
    return new Request()
        .with("rein", (long) VERSION)
        .with("command", command.word())
        .with("pid", ProcessHandle.current().pid());
  }

  /** Adds a member; null adds none. */
  Request with(String name, @Nullable Object value) {
    if (value != null) {
      values.put(name, value);
    }
    return this;
  }

  /** Reads one, of this version of the protocol. */
  static Request parse(String line) throws ControlException {
    Request request = new Request();
    try (JsonReader reader = new JsonReader(new StringReader(line))) {
      reader.setStrictness(Strictness.STRICT);
      request.read(reader);
    } catch (MalformedJsonException | EOFException | IllegalStateException e) {
      throw new ControlException("the line is no JSON object");
    } catch (IOException e) {
      throw new ControlException("the line cannot be read: " + e.getMessage());
    }
    Long version = request.number("rein");
    if (version == null) {
      throw new ControlException(
          "the request does not say which version of the protocol it is in: \"rein\":" + VERSION);
    }
    if (version != VERSION) {
      throw new ControlException(
          "this JVM's Rein speaks version "
              + VERSION
              + " of the protocol, not "
              + version
              + "; use the rein command of the same release");
    }
    return request;
  }

  private void read(JsonReader reader) throws IOException, ControlException {
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (values.put(name, value(name, reader)) != null) {
        throw new ControlException(Quoted.of(name) + " is there twice");
      }
      if (values.size() > MOST_MEMBERS) {
        throw new ControlException("the request has more than " + MOST_MEMBERS + " members");
      }
    }
    reader.endObject();
    if (reader.peek() != JsonToken.END_DOCUMENT) {
      throw new ControlException("the line goes on behind its JSON object");
    }
  }

  private static Object value(String name, JsonReader reader) throws IOException, ControlException {
    return switch (reader.peek()) {
      case STRING -> reader.nextString();
      case BOOLEAN -> reader.nextBoolean();
      case NUMBER -> wholeNumber(name, reader.nextString());
      case BEGIN_ARRAY -> list(name, reader);
      default ->
          throw new ControlException(
              Quoted.of(name) + " is no text, whole number, truth value or list of texts");
    };
  }

  private static Long wholeNumber(String name, String text) throws ControlException {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new ControlException(
          Quoted.of(name) + " is " + Quoted.of(text) + "; expected a whole number of 63 bits");
    }
  }

  private static List<String> list(String name, JsonReader reader)
      throws IOException, ControlException {
    List<String> texts = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      if (reader.peek() != JsonToken.STRING) {
        throw new ControlException(Quoted.of(name) + " is no list of texts only");
      }
      texts.add(reader.nextString());
      if (texts.size() > LONGEST_LIST) {
        throw new ControlException(
            Quoted.of(name) + " is a list of more than " + LONGEST_LIST + " texts");
      }
    }
    reader.endArray();
    return texts;
  }

  Set<String> members() {
    return values.keySet();
  }

  @Nullable String text(String name) throws ControlException {
    return value(name, String.class, "a text");
  }

  String text(String name, String otherwise) throws ControlException {
    String text = text(name);
    return text == null ? otherwise : text;
  }

  @Nullable Long number(String name) throws ControlException {
    return value(name, Long.class, "a whole number");
  }

  boolean isTrue(String name) throws ControlException {
    return Boolean.TRUE.equals(value(name, Boolean.class, "true or false"));
  }

  List<String> texts(String name) throws ControlException {
    List<?> list = value(name, List.class, "a list of texts");
    return list == null ? List.of() : list.stream().map(String.class::cast).toList();
  }

  private <T> @Nullable T value(String name, Class<T> type, String expected)
      throws ControlException {
    Object value = values.get(name);
    if (value != null && !type.isInstance(value)) {
      throw new ControlException(Quoted.of(name) + " must be " + expected);
    }
    return type.cast(value);
  }

  /** As one line of JSON, without its end. */
  @Override
  public String toString() {
    JsonObject json = new JsonObject();
    values.forEach(
        (name, value) -> {
          if (value instanceof Number number) {
            json.addProperty(name, number);
          } else if (value instanceof Boolean truth) {
            json.addProperty(name, truth);
          } else if (value instanceof List<?> texts) {
            JsonArray array = new JsonArray();
            texts.forEach(text -> array.add((String) text));
            json.add(name, array);
          } else {
            json.addProperty(name, (String) value);
          }
        });
    return json.toString();
  }
}
