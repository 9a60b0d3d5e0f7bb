package dev.rein.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command in a real pseudo-terminal, which script(1) makes, with a person's keys and eyes: an
 * emulator shows what a terminal would. Tells the terminal's settings before and after.
 */
final class PseudoTerminal implements AutoCloseable {
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final long BOUND_SECONDS = 60;

  /** The shell outlives a Ctrl-C, which the whole terminal gets, so that it can say how it went. */
  private static final String WORDS =
      """
      trap : INT
      stty cols %d rows %d
      echo "AT-$(tty)-TTY"; echo "BEFORE-$(stty -g)-MODE"
      sh -c 'echo "PID-$$-PID"; exec %s'
      echo "ENDED-$?-CODE"; echo "AFTER-$(stty -g)-MODE"
      """;

  private final Process process;
  private final EmulatedScreen screen;
  private final StringBuilder output = new StringBuilder();

  private PseudoTerminal(Process process, EmulatedScreen screen) {
    this.process = process;
    this.screen = screen;
  }

  static PseudoTerminal start(
      String command, Map<String, String> environment, int width, int height) throws IOException {
    assumeTrue(Files.isExecutable(SCRIPT), "skipped, because there is no script(1)");
    String words = WORDS.formatted(width, height, command);
    ProcessBuilder builder =
        new ProcessBuilder(SCRIPT.toString(), "-qfec", words, "/dev/null")
            .redirectErrorStream(true);
    HostCommand.clean(builder.environment());
    builder.environment().put("TERM", "xterm-256color");
    builder.environment().remove("NO_COLOR");
    builder.environment().putAll(environment);
    PseudoTerminal terminal =
        new PseudoTerminal(builder.start(), new EmulatedScreen(width, height));
    Thread reader = new Thread(terminal::read, "terminal");
    reader.setDaemon(true);
    reader.start();
    return terminal;
  }

  private void read() {
    char[] buffer = new char[8192];
    try (Reader from = new InputStreamReader(process.getInputStream(), UTF_8)) {
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        String more = new String(buffer, 0, count);
        synchronized (output) {
          output.append(more);
        }
        screen.write(more);
      }
    } catch (IOException ended) {
      // There is nothing more to see.
    }
  }

  /** All that was sent to the terminal so far. */
  String output() {
    synchronized (output) {
      return output.toString();
    }
  }

  EmulatedScreen screen() {
    return screen;
  }

  void press(String keys) throws IOException {
    OutputStream stdin = process.getOutputStream();
    stdin.write(keys.getBytes(UTF_8));
    stdin.flush();
  }

  /** Waits until this can be read on the screen. */
  void awaitText(String text) {
    awaitScreen("the screen has " + text, shown -> shown.contains(text));
  }

  void awaitScreen(String what, Predicate<String> holds) {
    try {
      Await.that(what, () -> holds.test(screen.text()));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\nthe screen:\n" + screen.text(), e);
    }
  }

  /** Makes the window larger or smaller. */
  void resize(int width, int height) throws IOException, InterruptedException {
    String device = told("AT-(/[^-]+)-TTY");
    screen.resize(width, height);
    int exitCode =
        new ProcessBuilder(List.of("stty", "-F", device, "cols", "" + width, "rows", "" + height))
            .inheritIO()
            .start()
            .waitFor();
    if (exitCode != 0) {
      throw new IOException("stty ended with " + exitCode);
    }
  }

  /** Of the command. */
  long pid() {
    return Long.parseLong(told("PID-(\\d+)-PID"));
  }

  /** Waits until the command has ended and returns its exit code. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still runs; the screen:\n" + screen.text());
    }
    return Integer.parseInt(told("ENDED-(\\d+)-CODE"));
  }

  /** What is not as it was before: the usual screen, the cursor, the settings; empty if nothing. */
  List<String> changes() {
    String before = told("BEFORE-(\\S+)-MODE");
    String after = told("AFTER-(\\S+)-MODE");
    String all = output();
    List<String> changes = new ArrayList<>();
    if (all.lastIndexOf("\u001b[?1049l") < all.lastIndexOf("\u001b[?1049h")) {
      changes.add("it shows the other screen");
    }
    if (all.lastIndexOf("\u001b[?25h") < all.lastIndexOf("\u001b[?25l")) {
      changes.add("it has no cursor");
    }
    if (!before.equals(after)) {
      changes.add(before + " became " + after);
    }
    return changes;
  }

  private String told(String pattern) {
    String[] found = new String[1];
    Await.that(
        "the terminal tells " + pattern,
        () -> {
          Matcher matcher = Pattern.compile(pattern).matcher(output());
          found[0] = matcher.find() ? matcher.group(1) : null;
          return found[0] != null;
        });
    return found[0];
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
