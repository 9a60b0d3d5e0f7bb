package dev.rein.agent.audit;

import dev.rein.agent.view.Event;
import dev.rein.api.Resource;
import org.jspecify.annotations.Nullable;

/** The kinds of events that an audit log tells apart. */
enum AuditCategory {
  LIFECYCLE("lifecycle"),
  RESOURCE("resource"),
  LIMIT("limit"),
  PROCESS("process"),
  RATE_LIMIT("rate-limit"),
  MODEL("model"),
  SECURITY("security");

  private final String word;

  AuditCategory(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static AuditCategory of(Event event) {
    String type = event.type();
    if (type.equals("control.refused") || isForbiddenAltogether(event)) {
      return SECURITY;
    }
    if (type.equals("http.rate_limited") || type.equals("model.window_low")) {
      return RATE_LIMIT;
    }
    if (type.startsWith("model.") || type.startsWith("tool.")) {
      return MODEL;
    }
    if (type.startsWith("process.")) {
      return PROCESS;
    }
    if (type.equals("notice") || type.equals("audit.lost")) {
      return RESOURCE;
    }
    if (type.startsWith("limit.")) {
      return isMeasured(event.resource()) ? RESOURCE : LIMIT;
    }
    return type.startsWith("approval.") ? LIMIT : LIFECYCLE;
  }

  /** Not a limit that was reached: somebody has said that this must not be at all. */
  private static boolean isForbiddenAltogether(Event event) {
    return event.type().equals("limit.denied")
        && Long.valueOf(0).equals(event.details().get("limit"));
  }

  private static boolean isMeasured(@Nullable String name) {
    Resource resource = name == null ? null : Resource.find(name);
    return resource != null && resource.isMeasured();
  }
}
