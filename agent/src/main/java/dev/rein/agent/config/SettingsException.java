package dev.rein.agent.config;

import java.util.List;

/** The options do not make sense; its message is one line that says what is wrong with them. */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final OnError onError;

  SettingsException(List<String> problems, OnError onError) {
    super(String.join("; ", problems));
    this.onError = onError;
  }

  /** What the host shall do about it; known even where other options are wrong. */
  public OnError onError() {
    return onError;
  }
}
