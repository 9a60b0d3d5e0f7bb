package dev.rein.agent;

import dev.rein.hook.ThreadHooks;
import java.util.Locale;

/** What there is to know about the JVM that Rein is in. */
final class HostJvm {
  private HostJvm() {}

  /** The main class or jar, without its arguments. */
  static String main() {
    String command = System.getProperty("sun.java.command", "").strip();
    int end = command.indexOf(' ');
    return end < 0 ? command : command.substring(0, end);
  }

  /**
   * True for the JDK's own tools, which run as {@code module/class}, and for Rein's command line;
   * {@code JAVA_TOOL_OPTIONS} reaches them too.
   */
  static boolean isTool() {
    String main = main();
    boolean jdks = main.startsWith("jdk.") || main.startsWith("java.");
    return (jdks && main.indexOf('/') > 0) || main.toLowerCase(Locale.ROOT).endsWith("rein.jar");
  }

  /** How many of the host's platform threads are alive now. */
  static int liveThreads() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[root.activeCount() + 100];
    int count = root.enumerate(threads);
    int live = 0;
    for (int i = 0; i < count; i++) {
      if (ThreadHooks.isHostThread(threads[i])) {
        live++;
      }
    }
    return live;
  }
}
