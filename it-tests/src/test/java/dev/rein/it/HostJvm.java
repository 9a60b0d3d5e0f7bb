package dev.rein.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program in a JVM of its own. Every wait has a bound; nothing outlives {@link #close}. */
final class HostJvm implements AutoCloseable {
  private static final long BOUND_SECONDS = 60;

  private final Process process;
  private final Output stdout;
  private final Output stderr;

  private HostJvm(Process process) {
    this.process = process;
    this.stdout = Output.of(process.getInputStream(), "stdout");
    this.stderr = Output.of(process.getErrorStream(), "stderr");
  }

  static HostJvm fork(List<String> commandLine) throws IOException {
    return fork(commandLine, Map.of());
  }

  static HostJvm fork(List<String> commandLine, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(commandLine);
    HostCommand.clean(builder.environment());
    builder.environment().putAll(environment);
    return new HostJvm(builder.start());
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Writes a line to its stdin. */
  void say(String line) throws IOException {
    OutputStream stdin = process.getOutputStream();
    stdin.write((line + "\n").getBytes(UTF_8));
    stdin.flush();
  }

  void closeStdin() throws IOException {
    process.getOutputStream().close();
  }

  /** Waits for {@code ready} and leaves out what comes before. */
  HostJvm awaitReady() {
    try {
      List<String> unused = readUntil("ready");
      return this;
    } catch (AssertionError e) {
      close();
      throw e;
    }
  }

  /** Says a command and returns what it answers up to {@code done}. */
  List<String> ask(String command) throws IOException {
    say(command);
    return readUntil("done");
  }

  /** The lines of stdout, from where the last call ended, before the next one that is this. */
  List<String> readUntil(String line) {
    try {
      return stdout.readUntil(line, BOUND_SECONDS);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\nstderr:\n" + stderr(), e);
    }
  }

  /** The next line of stdout. */
  String readLine() {
    return stdout.readLine(BOUND_SECONDS);
  }

  /** Closes stdin and waits until it has ended. */
  int end() throws IOException, InterruptedException {
    closeStdin();
    return awaitExit();
  }

  /** Waits until it has ended and returns its exit code. */
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still runs; stdout:\n" + stdoutText() + "\nstderr:\n" + stderr());
    }
    stdout.awaitEnd();
    stderr.awaitEnd();
    return process.exitValue();
  }

  /** kill -9. The process itself would close the streams, with what it has said and nobody read. */
  void kill() throws InterruptedException {
    if (!process.toHandle().destroyForcibly()) {
      process.destroyForcibly();
    }
    awaitExit();
  }

  /** All of it so far, byte for byte. */
  byte[] stdout() {
    return stdout.bytes();
  }

  String stdoutText() {
    return new String(stdout(), UTF_8);
  }

  String stderr() {
    return new String(stderr.bytes(), UTF_8);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
