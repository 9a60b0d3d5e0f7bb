package dev.rein.agent.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

  /** Without a stream, since the start asks for them. */
  static List<String> words() {
    List<String> words = new ArrayList<>();
    for (SamplingMode mode : values()) {
      words.add(mode.word());
    }
    return List.copyOf(words);
  }

  static SamplingMode of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
