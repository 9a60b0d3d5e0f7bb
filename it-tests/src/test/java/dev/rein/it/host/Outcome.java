package dev.rein.it.host;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended, as one line: {@code ok}, {@code false}, or {@code threw} and for the exception
 * and each of its causes, parted by {@code |}, its class and superclasses, parted by {@code <}, and
 * its message.
 */
final class Outcome {
  private Outcome() {}

  static String of(Method action, Work work) {
    try {
      return Actions.run(action, work) ? "ok" : "false";
    } catch (Throwable failure) {
      return describe(failure);
    }
  }

  private static String describe(Throwable failure) {
    StringBuilder line = new StringBuilder("threw ");
    for (@Nullable Throwable one = failure; one != null; one = one.getCause()) {
      if (one != failure) {
        line.append(" | ");
      }
      line.append(lineage(one)).append(": ").append(one.getMessage());
    }
    return line.toString().replace('\n', ' ');
  }

  private static String lineage(Throwable failure) {
    StringBuilder classes = new StringBuilder(failure.getClass().getName());
    for (@Nullable Class<?> type = failure.getClass().getSuperclass();
        type != null && type != Throwable.class;
        type = type.getSuperclass()) {
      classes.append('<').append(type.getName());
    }
    return classes.toString();
  }
}
