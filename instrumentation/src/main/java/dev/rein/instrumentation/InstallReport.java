package dev.rein.instrumentation;

import java.util.List;

/**
 * Which hooks are in.
 *
 * @param installed hooks whose method was woven
 * @param pending hooks whose class the host has not loaded yet; they are woven when it does
 * @param missing hooks that should be in and are not, each with the reason
 */
public record InstallReport(List<String> installed, List<String> pending, List<String> missing) {
  public InstallReport {
    installed = List.copyOf(installed);
    pending = List.copyOf(pending);
    missing = List.copyOf(missing);
  }

  /** One line for people. */
  public String summary() {
    String counts = installed.size() + " hooks installed, " + pending.size() + " waiting";
    return missing.isEmpty() ? counts : counts + ", missing: " + String.join("; ", missing);
  }
}
