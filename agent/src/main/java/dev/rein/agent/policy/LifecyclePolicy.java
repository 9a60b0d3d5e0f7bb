package dev.rein.agent.policy;

import dev.rein.agent.text.Glob;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What becomes of what an account has started and not stopped when its work, or the JVM, ends.
 *
 * @param longLived what may stay: it is neither reported nor cleaned
 * @param clean what Rein stops or removes itself
 * @param grace how long a process has to end before it is killed
 */
public record LifecyclePolicy(List<Kept> longLived, Set<Cleanable> clean, Duration grace) {
  static final Duration GRACE = Duration.ofSeconds(2);

  /** All is reported and nothing cleaned. */
  public static final LifecyclePolicy NONE = new LifecyclePolicy(List.of(), Set.of(), GRACE);

  public LifecyclePolicy {
    longLived = List.copyOf(longLived);
    clean = Set.copyOf(clean);
  }

  /** What patterns can be about; the constants' places are those of {@link #SUBJECTS}. */
  public enum Subject {
    PROCESS,
    THREAD,
    TEMP_FILE,
    FILE
  }

  /** What can be cleaned; the constants' places are those of {@link #CLEANABLES}. */
  public enum Cleanable {
    PROCESSES,
    TEMP_FILES
  }

  static final List<String> SUBJECTS = List.of("process", "thread", "temp-file", "file");
  static final List<String> CLEANABLES = List.of("processes", "temp-files");

  /** What is long-lived. */
  public record Kept(Subject subject, Glob pattern) {}

  /** Whether the policy says of it that it may stay. */
  public boolean keeps(Subject subject, String name) {
    for (Kept kept : longLived) {
      if (kept.subject == subject && kept.pattern.matches(name)) {
        return true;
      }
    }
    return false;
  }
}
