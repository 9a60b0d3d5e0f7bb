package dev.rein.it.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A successful answer.
 *
 * @param model what the {@link Tally} counts it under
 * @param headers besides the type of the content
 * @param parts each is sent by itself, with a small pause before the next
 */
public record Reply(
    String model, String contentType, Map<String, String> headers, List<Part> parts) {
  /** One without headers of its own. */
  public Reply(String model, String contentType, List<Part> parts) {
    this(model, contentType, Map.of(), parts);
  }

  /** The same with these. */
  public Reply withHeaders(Map<String, String> more) {
    return new Reply(model, contentType, more, parts);
  }

  /**
   * A piece of the answer.
   *
   * @param told the usage that the client knows of as soon as it has this, or null if this says
   *     none
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Part(byte[] bytes, @Nullable Usage told) {}

  /** The usage that a client knows of in the end, or null if it is told none. */
  @Nullable Usage told() {
    Usage last = null;
    for (Part part : parts) {
      last = part.told() == null ? last : part.told();
    }
    return last;
  }

  /** A document that tells its usage. */
  public static Reply document(String model, JsonObject document, Usage told) {
    return new Reply(
        model, "application/json", List.of(new Part(document.toString().getBytes(UTF_8), told)));
  }

  /** Server-sent events. */
  public static Events events(String model) {
    return new Events(model);
  }

  /** Server-sent events as they come together. */
  public static final class Events {
    private final String model;
    private final List<Part> parts = new ArrayList<>();

    private Events(String model) {
      this.model = model;
    }

    /** Adds one without a name. */
    public Events data(String data) {
      return add("data: " + data + "\n\n", null);
    }

    /** Adds one without a name that tells the usage. */
    public Events data(String data, Usage told) {
      return add("data: " + data + "\n\n", told);
    }

    /** Adds one with a name. */
    public Events event(String name, String data) {
      return add("event: " + name + "\ndata: " + data + "\n\n", null);
    }

    /** Adds one with a name that tells the usage. */
    public Events event(String name, String data, Usage told) {
      return add("event: " + name + "\ndata: " + data + "\n\n", told);
    }

    private Events add(String text, @Nullable Usage told) {
      parts.add(new Part(text.getBytes(UTF_8), told));
      return this;
    }

    /** What has come together. */
    public Reply reply() {
      return new Reply(model, "text/event-stream", List.copyOf(parts));
    }
  }
}
