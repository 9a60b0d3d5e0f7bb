package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent;
import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells entries as events. Counters, limits, resources, hooks and hot spots are states, not events.
 */
final class Events {
  private static final String RATE_LIMITED = "http.rate_limited";

  private Events() {}

  /**
   * @param account id of the account that the entry names
   * @param resource that the entry names, if it names one
   * @param pid of the JVM that the ledger is about
   */
  static @Nullable Event of(LedgerEntry entry, String account, ResourceName resource, long pid) {
    if (entry instanceof LedgerEntry.Started started) {
      return started(started);
    }
    if (entry instanceof LedgerEntry.AccountOpened opened) {
      String parent = opened.parent();
      String message = "account " + opened.id() + (parent == null ? "" : " below " + parent);
      Map<String, Object> details = parent == null ? Map.of() : Map.of("parent", parent);
      return event(entry, "account.opened", "info", opened.id(), null, message, details);
    }
    if (entry instanceof LimitEvent event) {
      return limit(event, account, resource);
    }
    if (entry instanceof LedgerEntry.PhaseChanged change) {
      return phase(change, account);
    }
    if (entry instanceof LedgerEntry.RateLimited answer) {
      return rateLimited(answer, account);
    }
    if (entry instanceof LedgerEntry.Notice notice) {
      return event(entry, "notice", notice.severity(), null, null, notice.message(), Map.of());
    }
    if (entry instanceof LedgerEntry.Stopped stopped) {
      Map<String, Object> details =
          Map.of("reason", stopped.reason(), "dropped", stopped.dropped());
      return event(entry, "stopped", "info", null, null, "stopped: " + stopped.reason(), details);
    }
    Event lifecycle = LifecycleEvents.of(entry, account);
    if (lifecycle != null) {
      return lifecycle;
    }
    Event model = ModelEvents.of(entry, account);
    if (model != null) {
      return model;
    }
    Event process = ProcessEvents.of(entry, account);
    return process != null ? process : SteeringEvents.of(entry, account, resource, pid);
  }

  private static Event started(LedgerEntry.Started started) {
    String message = started.main() + " under Rein, " + started.mode() + ", " + started.policy();
    Map<String, Object> details =
        Map.of(
            "pid", started.pid(),
            "main", started.main(),
            "rein", started.reinVersion(),
            "java", started.javaVersion(),
            "policy", started.policy(),
            "mode", started.mode());
    return event(started, "started", "info", null, null, message, details);
  }

  private static Event limit(LimitEvent event, String account, ResourceName resource) {
    LimitEvent.Kind kind = event.kind();
    String type = "limit." + word(kind);
    String message =
        saying(kind)
            + event.resource()
            + " at "
            + Amount.of(event.used(), resource)
            + " of "
            + Amount.of(event.limit(), resource)
            + (event.target().isEmpty() ? "" : ": " + event.target());
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("limit", event.limit());
    details.put("used", event.used());
    details.put("target", event.target());
    return event(event, type, severity(kind), account, event.resource(), message, details);
  }

  private static Event phase(LedgerEntry.PhaseChanged change, String account) {
    String severity =
        switch (change.to()) {
          case "normal" -> "info";
          case "warning" -> "warning";
          default -> "critical";
        };
    String message =
        "phase "
            + change.from()
            + " -> "
            + change.to()
            + (change.reason().isEmpty() ? "" : ": " + change.reason());
    Map<String, Object> details =
        Map.of("from", change.from(), "to", change.to(), "reason", change.reason());
    return event(change, "phase.changed", severity, account, null, message, details);
  }

  private static Event rateLimited(LedgerEntry.RateLimited answer, String account) {
    String retryAfter = answer.retryAfter();
    String message =
        "rate limited: "
            + answer.status()
            + (answer.target().isEmpty() ? "" : " from " + answer.target())
            + (retryAfter == null ? "" : ", retry after " + retryAfter);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("target", answer.target());
    details.put("status", answer.status());
    if (retryAfter != null) {
      details.put("retryAfter", retryAfter);
    }
    return event(answer, RATE_LIMITED, "warning", account, RATE_LIMITED, message, details);
  }

  private static String word(LimitEvent.Kind kind) {
    return switch (kind) {
      case WARNED -> "warned";
      case OBSERVED -> "observed";
      case PAUSED -> "paused";
      case RESUMED -> "resumed";
      case DENIED -> "denied";
      case EXCUSED -> "excused";
      case THROTTLED -> "throttled";
      case TERMINATED -> "terminated";
    };
  }

  private static String saying(LimitEvent.Kind kind) {
    return switch (kind) {
      case WARNED -> "nearing a limit: ";
      case OBSERVED -> "past a limit that is only watched: ";
      case PAUSED -> "paused: ";
      case RESUMED -> "goes on: ";
      case DENIED -> "denied: ";
      case EXCUSED -> "let through where refusing does harm: ";
      case THROTTLED -> "calls wait: ";
      case TERMINATED -> "terminated: ";
    };
  }

  private static String severity(LimitEvent.Kind kind) {
    return switch (kind) {
      case RESUMED -> "info";
      case WARNED, OBSERVED, EXCUSED, THROTTLED -> "warning";
      case PAUSED, DENIED, TERMINATED -> "critical";
    };
  }

  static Event event(
      LedgerEntry entry,
      String type,
      String severity,
      @Nullable String account,
      @Nullable String resource,
      String message,
      Map<String, Object> details) {
    return new Event(
        Instant.ofEpochMilli(entry.at()), type, severity, account, resource, message, details);
  }
}
