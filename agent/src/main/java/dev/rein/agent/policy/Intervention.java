package dev.rein.agent.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far Rein goes when a limit is hit.
 *
 * @param pause whether limits that do not say what then pause, or only warn
 * @param pauseTimeout after how long a paused account that nobody has resumed is not waited for any
 *     more; null for never
 * @param autoTerminate whether such an account is ended then; else its calls are refused
 * @param grace how long an account that is to be ended has between being told and being
 *     interrupted, and again before the JVM ends
 * @param exit whether the JVM ends with an account that is to be ended and still runs
 */
public record Intervention(
    boolean pause,
    @Nullable Duration pauseTimeout,
    boolean autoTerminate,
    Duration grace,
    boolean exit) {
  public static final Intervention DEFAULT =
      new Intervention(true, null, false, Duration.ofSeconds(10), false);
}
