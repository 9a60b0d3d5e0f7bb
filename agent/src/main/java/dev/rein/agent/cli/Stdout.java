package dev.rein.agent.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output in UTF-8, whatever the locale: JSON is nothing else. */
final class Stdout {
  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);

  private Stdout() {}

  static void line(String line) {
    OUT.print(line);
    OUT.print('\n');
  }

  /** As it is, without an end of line. */
  static void text(String text) {
    OUT.print(text);
  }

  /** True when a person is likely to look at it as it comes. */
  @SuppressWarnings("SystemConsoleNull")
  static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // Since 22 there is a console even without a terminal, and this method that tells.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException before22) {
      return true;
    }
  }

  /** False when the locale says that more than ASCII may not be readable. */
  static boolean isUnicode() {
    // The terminal's own is told since 19; before, the locale's is all there is.
    String locale = System.getProperty("native.encoding", "");
    String encoding = System.getProperty("stdout.encoding", locale);
    return encoding.equalsIgnoreCase(StandardCharsets.UTF_8.name());
  }

  /** False when nobody reads any more. */
  static boolean flush() {
    return !OUT.checkError();
  }
}
