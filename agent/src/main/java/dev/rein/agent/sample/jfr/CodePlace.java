package dev.rein.agent.sample.jfr;

import java.util.List;
import jdk.jfr.consumer.RecordedClassLoader;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import org.jspecify.annotations.Nullable;

/**
 * Where in its code a thread was.
 *
 * @param top the innermost frame
 * @param host the innermost frame of the host's own code, or {@code top} where there is none
 */
record CodePlace(String top, String host) {
  /** Of the JDK, or of Rein at work in the host's calls: the host's author knows neither. */
  private static final List<String> NOT_THE_HOSTS =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "com.sun.",
          "dev.rein.api.",
          "dev.rein.hook.",
          "dev.rein.agent.");

  /** What Rein itself is loaded by, with the libraries it brings along. */
  private static final String OWN_LOADER = "dev.rein.agent.IsolatedClassLoader";

  /** Whether it is Rein that was at work within a call of the host's, as when it weaves a class. */
  static boolean isOfRein(@Nullable RecordedStackTrace stack) {
    if (stack == null) {
      return false;
    }
    for (RecordedFrame frame : stack.getFrames()) {
      @Nullable RecordedMethod method = frame.isJavaFrame() ? frame.getMethod() : null;
      if (method != null && isOwn(method.getType().getClassLoader())) {
        return true;
      } else if (method != null && isHosts(method.getType().getName())) {
        return false;
      }
    }
    return false;
  }

  private static boolean isOwn(@Nullable RecordedClassLoader loader) {
    return loader != null
        && loader.getType() != null
        && loader.getType().getName().equals(OWN_LOADER);
  }

  private static boolean isHosts(String type) {
    return NOT_THE_HOSTS.stream().noneMatch(type::startsWith);
  }

  static @Nullable CodePlace of(@Nullable RecordedStackTrace stack) {
    if (stack == null) {
      return null;
    }
    @Nullable String top = null;
    for (RecordedFrame frame : stack.getFrames()) {
      @Nullable RecordedMethod method = frame.isJavaFrame() ? frame.getMethod() : null;
      if (method == null) {
        continue;
      }
      String type = method.getType().getName();
      boolean isHost = isHosts(type);
      if (isHost || top == null) {
        String name = TypeNames.withoutAddress(type) + "." + method.getName();
        top = top == null ? name : top;
        if (isHost) {
          return new CodePlace(top, name);
        }
      }
    }
    return top == null ? null : new CodePlace(top, top);
  }

  /** As {@link JfrListener#methodSampled} has it. */
  String method() {
    return top.equals(host) ? top : top + " by " + host;
  }
}
