package dev.rein.agent.lifecycle;

import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Where something was started, by the calling thread: its first frames that are the host's own.
 *
 * @param where innermost first; empty when it was not looked at, or the stack has no such frame
 * @param temporary whether a method of the JDK is on the way that makes temporary files
 * @param atShutdown whether the JVM starts its shutdown hooks here
 */
public record StartSite(String thread, String where, boolean temporary, boolean atShutdown) {
  private static final int MOST_SHOWN = 4;

  /** A stack may be as deep as it likes. */
  private static final int MOST_READ = 80;

  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final String[] NOT_THE_HOSTS = {
    "java.",
    "javax.",
    "jdk.",
    "sun.",
    "com.sun.",
    "dev.rein.agent.",
    "dev.rein.hook.",
    "dev.rein.api."
  };

  /** The thread alone. */
  static StartSite ofThread() {
    return new StartSite(Thread.currentThread().getName(), "", false, false);
  }

  /** Takes microseconds. */
  public static StartSite find() {
    return WALKER.walk(StartSite::read);
  }

  private static StartSite read(Stream<StackWalker.StackFrame> stack) {
    StringBuilder where = new StringBuilder();
    boolean temporary = false;
    boolean atShutdown = false;
    int shown = 0;
    Iterator<StackWalker.StackFrame> frames = stack.limit(MOST_READ).iterator();
    while (frames.hasNext() && shown < MOST_SHOWN) {
      StackWalker.StackFrame frame = frames.next();
      String type = frame.getClassName();
      if (isHosts(type)) {
        where.append(shown++ == 0 ? "" : " < ");
        where.append(type).append('.').append(frame.getMethodName());
        where.append('(').append(frame.getFileName()).append(':');
        where.append(frame.getLineNumber()).append(')');
      } else if (shown == 0) {
        temporary |= type.equals("java.nio.file.TempFileHelper");
        atShutdown |= type.equals("java.lang.ApplicationShutdownHooks");
      }
    }
    String thread = Thread.currentThread().getName();
    return new StartSite(thread, where.toString(), temporary, atShutdown);
  }

  private static boolean isHosts(String type) {
    for (String prefix : NOT_THE_HOSTS) {
      if (type.startsWith(prefix)) {
        return false;
      }
    }
    return true;
  }
}
