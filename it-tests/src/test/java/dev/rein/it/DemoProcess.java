package dev.rein.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the demo in a JVM of its own, started the way {@code rein demo} starts it. */
final class DemoProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader stdout;

  private DemoProcess(Process process) {
    this.process = process;
    this.stdout = process.inputReader(UTF_8);
  }

  /**
   * @param program its class, without {@code dev.rein.it.demo.}
   */
  static DemoProcess start(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-cp",
            Path.of("target/classes") + File.pathSeparator + "target/demo/lib/*",
            "dev.rein.it.demo." + program));
    command.addAll(List.of(arguments));
    return new DemoProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Waits for {@code READY <port>} and returns the base URL. */
  String modelUrl() throws IOException {
    String line = stdout.readLine();
    assertThat(line).startsWith("READY ");
    return "http://127.0.0.1:" + line.substring("READY ".length()) + "/v1";
  }

  void closeStdin() throws IOException {
    process.getOutputStream().close();
  }

  /** All that is printed until the program ends, stderr included. */
  List<String> output() {
    return stdout.lines().toList();
  }

  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
