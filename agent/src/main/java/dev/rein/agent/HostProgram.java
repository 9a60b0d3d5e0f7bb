package dev.rein.agent;

import java.io.File;
import java.util.Locale;

/** Which program the JVM was started for; asked before anything else of Rein is loaded. */
final class HostProgram {
  private static final String SOURCE_LAUNCHER = "jdk.compiler/com.sun.tools.javac.launcher.";

  private HostProgram() {}

  /**
   * The main class ({@code module/class} after {@code -m}), the jar or the source file, as on the
   * command line and without the program's arguments. Empty in a JVM that no launcher started.
   */
  static String name() {
    return name(
        System.getProperty("sun.java.command", ""), System.getProperty("java.class.path", ""));
  }

  static String name(String commandLine, String classPath) {
    String command = commandLine.strip();
    if (command.startsWith(SOURCE_LAUNCHER) && command.indexOf(' ') > 0) {
      command = command.substring(command.indexOf(' ') + 1);
    }
    // A jar's path may hold spaces. The JVM puts it first in the class path, an agent's jar later.
    int firstEnd = classPath.indexOf(File.pathSeparatorChar);
    String first = firstEnd < 0 ? classPath : classPath.substring(0, firstEnd);
    if (!first.isEmpty() && (command.equals(first) || command.startsWith(first + " "))) {
      return first;
    }
    int end = command.indexOf(' ');
    return end < 0 ? command : command.substring(0, end);
  }

  /**
   * True for the JDK's own tools, which run as {@code module/class}, and for Rein's command line;
   * {@code JAVA_TOOL_OPTIONS} reaches them too.
   */
  static boolean isTool(String name) {
    boolean jdks = name.startsWith("jdk.") || name.startsWith("java.");
    return (jdks && name.indexOf('/') > 0) || name.toLowerCase(Locale.ROOT).endsWith("rein.jar");
  }
}
