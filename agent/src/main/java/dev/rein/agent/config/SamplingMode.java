package dev.rein.agent.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What Rein measures beside the calls that it intercepts. */
public enum SamplingMode {
  /** All. */
  FULL,
  /** All, methods by CPU time where the JDK can: it is experimental there. */
  CPU_TIME,
  /** All but what the Flight Recorder samples. */
  COUNTERS,
  /** Nothing. */
  OFF;

  /** As the option has it: {@code cpu-time}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the Flight Recorder is wanted. */
  public boolean records() {
    return this == FULL || this == CPU_TIME;
  }

  static List<String> words() {
    return Stream.of(values()).map(SamplingMode::word).toList();
  }

  static SamplingMode of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
