package dev.rein.agent.audit;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.view.Event;
import dev.rein.agent.view.EventTeller;
import dev.rein.agent.view.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a line of JSON of each event. One thread. */
final class AuditLines {
  /** What a host names can be of any length. */
  private static final int LONGEST_TEXT = 4_000;

  /** More calls do not wait for an answer at once; a bound all the same. */
  private static final int MOST_ASKED = 1_000;

  private final EventTeller teller = new EventTeller();

  /** The calls that wait for a yes or no, by their numbers. */
  private final Map<Object, Event> asked = new HashMap<>();

  private @Nullable Instant started;

  /** The line that an entry makes, without its end; null when it is no event. */
  @Nullable String next(LedgerEntry entry) {
    Event event = teller.next(entry);
    if (event == null || event.isRoutine()) {
      return null;
    }
    if (event.type().equals("started")) {
      started = event.timestamp();
    }
    return event.type().startsWith("approval.") ? approval(event) : line(event, duration(event));
  }

  /** The line of an event. */
  String line(Event event) {
    return line(event, duration(event));
  }

  /** That so many were lost. */
  static String lost(Instant now, long count) {
    String message = count + " events are missing here: too many came while none could be written";
    return line(
        new Event(now, "audit.lost", "warning", null, null, message, Map.of("lost", count)), null);
  }

  /** Who decides has nothing to do with the job that the call is part of. */
  private String approval(Event event) {
    Object number = event.details().get("number");
    if (event.type().equals("approval.asked")) {
      if (number != null && asked.size() < MOST_ASKED) {
        asked.put(number, event);
      }
      return line(event, null);
    }
    Event question = number == null ? null : asked.remove(number);
    if (question == null) {
      return line(event, null);
    }
    String job = question.job();
    String tenant = question.tenant();
    return line(
        event.within(job == null ? "" : job, tenant == null ? "" : tenant),
        Duration.between(question.timestamp(), event.timestamp()).toMillis());
  }

  private @Nullable Long duration(Event event) {
    if (event.details().get("lifeMillis") instanceof Long millis) {
      return millis;
    }
    if (event.details().get("millis") instanceof Long millis) {
      return millis;
    }
    return event.type().equals("stopped") && started != null
        ? (Long) Duration.between(started, event.timestamp()).toMillis()
        : null;
  }

  private static String line(Event event, @Nullable Long duration) {
    JsonObject json = new JsonObject();
    json.addProperty("timestamp", event.timestamp().toString());
    json.addProperty("type", event.type());
    json.addProperty("category", AuditCategory.of(event).word());
    json.addProperty("severity", event.severity());
    json.addProperty("agent", event.account());
    json.addProperty("tenant", event.tenant());
    json.addProperty("job", event.job());
    json.addProperty("message", cut(event.message()));
    json.addProperty("duration", duration);
    Map<String, Object> details = new TreeMap<>(event.details());
    if (event.resource() != null) {
      details.put("resource", event.resource());
    }
    JsonObject members = new JsonObject();
    details.forEach((name, value) -> members.add(name, json(value)));
    json.add("details", members);
    // Gson leaves some control characters as they are; they can only be within strings.
    return Printable.of(json.toString());
  }

  private static JsonElement json(Object value) {
    if (value instanceof Number number) {
      return new JsonPrimitive(number);
    }
    if (value instanceof Boolean bool) {
      return new JsonPrimitive(bool);
    }
    if (value instanceof List<?> list) {
      JsonArray array = new JsonArray();
      list.forEach(one -> array.add(one == null ? JsonNull.INSTANCE : json(one)));
      return array;
    }
    return new JsonPrimitive(cut(value.toString()));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }
}
