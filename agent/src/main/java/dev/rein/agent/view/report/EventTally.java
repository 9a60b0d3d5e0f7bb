package dev.rein.agent.view.report;

import dev.rein.agent.view.Event;
import dev.rein.agent.view.report.ReportData.Count;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events of a ledger as they are read: what they were about, and which came how often.
 */
public final class EventTally {
  private static final int TOP = 20;
  private static final int MOST_LIMITS = 1_000;

  /** What met which limit, and how it went for it. */
  record LimitMet(String account, String resource, String type) {}

  private final TopCounts paths = new TopCounts();
  private final TopCounts commands = new TopCounts();
  private final TopCounts targets = new TopCounts();
  private final TopCounts loops = new TopCounts();
  private final Map<LimitMet, Long> limits = new LinkedHashMap<>();
  private long all;
  private @Nullable String java;
  private @Nullable String reason;

  /** Takes the next event. */
  public void add(Event event) {
    all++;
    Map<String, Object> details = event.details();
    switch (event.type()) {
      case "started" -> java = text(details, "java");
      case "stopped" -> reason = text(details, "reason");
      case "process.started" -> commands.add(text(details, "command"));
      case "http.rate_limited" -> targets.add(text(details, "target"));
      case "tool.loop" ->
          loops.add(text(details, "gen_ai.tool.name") + " by account " + event.account());
      default -> {
        if (event.type().startsWith("limit.")) {
          limit(event, text(details, "target"));
        }
      }
    }
  }

  private void limit(Event event, String target) {
    String account = event.account();
    String resource = event.resource();
    if (account == null || resource == null) {
      return;
    }
    if (resource.startsWith("file")) {
      paths.add(target);
    } else if (resource.startsWith("process")) {
      commands.add(target);
    } else {
      targets.add(target);
    }
    LimitMet met = new LimitMet(account, resource, event.type());
    if (limits.containsKey(met) || limits.size() < MOST_LIMITS) {
      limits.merge(met, 1L, Long::sum);
    }
  }

  private static String text(Map<String, Object> details, String name) {
    Object value = details.get(name);
    return value == null ? "" : value.toString();
  }

  long all() {
    return all;
  }

  @Nullable String java() {
    return java;
  }

  /** Why Rein ended its work; null when it did not say. */
  @Nullable String reason() {
    return reason;
  }

  Map<LimitMet, Long> limits() {
    return limits;
  }

  List<Count> paths() {
    return paths.top(TOP);
  }

  /** Tools that were called over and over with the same arguments, and by whom. */
  List<Count> loops() {
    return loops.top(TOP);
  }

  List<Count> commands() {
    return commands.top(TOP);
  }

  /** Of limits on neither files nor processes: hosts for the most part. */
  List<Count> targets() {
    return targets.top(TOP);
  }
}
