package dev.rein.agent.control;

import java.lang.reflect.InvocationTargetException;
import java.security.AccessController;
import java.security.Principal;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** Who has called a JMX operation, as far as its connector has asked. */
final class JmxUser {
  private JmxUser() {}

  /** {@code JMX}, and the names that the caller has logged in by, if any. */
  static String name() {
    Subject subject = subject();
    if (subject == null || subject.getPrincipals().isEmpty()) {
      return "JMX";
    }
    return subject.getPrincipals().stream()
        .map(Principal::getName)
        .sorted()
        .collect(Collectors.joining(", ", "JMX (", ")"));
  }

  private static @Nullable Subject subject() {
    try {
      // Since 18, and the only way since 24.
      return (Subject) Subject.class.getMethod("current").invoke(null);
    } catch (NoSuchMethodException before18) {
      return subjectBefore18();
    } catch (IllegalAccessException | InvocationTargetException | RuntimeException e) {
      return null;
    }
  }

  @SuppressWarnings("removal")
  private static @Nullable Subject subjectBefore18() {
    return Subject.getSubject(AccessController.getContext());
  }
}
