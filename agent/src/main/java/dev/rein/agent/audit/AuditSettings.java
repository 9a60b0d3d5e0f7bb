package dev.rein.agent.audit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Where an audit log goes and how it is kept.
 *
 * @param file absolute; {@code %p} in its name stands for the process id
 * @param maxBytes of a file, before the next one is begun
 * @param age of lines, after which they are not wanted any more
 * @param buffer how many events are written together at most
 * @param delay how long an event that has had no effect waits for others at most
 */
public record AuditSettings(Path file, long maxBytes, Duration age, int buffer, Duration delay) {
  private static final String PID = "%p";

  /** The file of a process. */
  Path fileOf(long pid) {
    return file.resolveSibling(name().replace(PID, Long.toString(pid)));
  }

  /** What the names of all such files look like, those of other processes included. */
  Pattern names() {
    StringBuilder regex = new StringBuilder();
    for (String part : name().split(Pattern.quote(PID), -1)) {
      regex.append(regex.isEmpty() ? "" : "[0-9]+").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString());
  }

  private String name() {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }
}
