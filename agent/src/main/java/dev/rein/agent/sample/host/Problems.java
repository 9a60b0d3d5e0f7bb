package dev.rein.agent.sample.host;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Tells of each source that fails, once. */
final class Problems {
  private final Consumer<String> listener;
  private final Set<String> told = new HashSet<>();

  Problems(Consumer<String> listener) {
    this.listener = listener;
  }

  void report(String source, Throwable failure) {
    report(source, failure.toString());
  }

  void report(String source, String reason) {
    if (told.add(source)) {
      listener.accept(source + " cannot be read: " + reason);
    }
  }
}
