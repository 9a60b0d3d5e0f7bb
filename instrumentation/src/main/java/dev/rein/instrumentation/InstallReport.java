package dev.rein.instrumentation;

import dev.rein.instrumentation.HookStatus.State;
import java.util.List;

/** How far each hook of the catalogue has got. */
public record InstallReport(List<HookStatus> hooks) {
  /** More names than these make no line that anybody reads; the coverage report has them all. */
  private static final int NAMED = 3;

  public InstallReport {
    hooks = List.copyOf(hooks);
  }

  /** Hooks that should be in and are not. */
  public List<HookStatus> missing() {
    return hooks.stream().filter(hook -> hook.state() == State.MISSING).toList();
  }

  /** One short line for people. */
  public String summary() {
    String counts =
        count(State.INSTALLED) + " hooks installed, " + count(State.WAITING) + " waiting";
    List<HookStatus> missing = missing();
    if (missing.isEmpty()) {
      return counts;
    }
    StringBuilder line = new StringBuilder(counts).append(", ").append(missing.size());
    line.append(" missing: ");
    for (HookStatus hook : missing.subList(0, Math.min(NAMED, missing.size()))) {
      line.append(hook.hook()).append(" (").append(hook.reason()).append("), ");
    }
    return line.append("see `rein view --coverage`").toString();
  }

  private long count(State state) {
    return hooks.stream().filter(hook -> hook.state() == state).count();
  }
}
