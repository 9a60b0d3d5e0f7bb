package dev.rein.agent.view;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a JVM, as {@code rein events} tells it.
 *
 * @param type lower case, dotted: {@code limit.denied}
 * @param severity {@code info}, {@code warning} or {@code critical}
 * @param account its id; null when it concerns the whole of Rein
 * @param details numbers and texts by name, for programs
 * @param job what the program was at, as it calls it; null when it has not said
 * @param tenant whom that was for; null when it has not said
 */
public record Event(
    Instant timestamp,
    String type,
    String severity,
    @Nullable String account,
    @Nullable String resource,
    String message,
    Map<String, Object> details,
    @Nullable String job,
    @Nullable String tenant) {
  public Event {
    // In order, so that the same event is always told in the same words.
    details = Collections.unmodifiableMap(new TreeMap<>(details));
  }

  /** One of no job. */
  public Event(
      Instant timestamp,
      String type,
      String severity,
      @Nullable String account,
      @Nullable String resource,
      String message,
      Map<String, Object> details) {
    this(timestamp, type, severity, account, resource, message, details, null, null);
  }

  /** True for a call as there are many: it is told, but pushes nothing out that matters more. */
  public boolean isRoutine() {
    return ModelEvents.isRoutine(this);
  }

  /** The same, of a job; empty texts are none. */
  public Event within(String newJob, String newTenant) {
    return new Event(
        timestamp,
        type,
        severity,
        account,
        resource,
        message,
        details,
        newJob.isEmpty() ? null : newJob,
        newTenant.isEmpty() ? null : newTenant);
  }
}
