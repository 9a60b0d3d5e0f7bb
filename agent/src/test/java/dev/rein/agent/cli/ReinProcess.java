package dev.rein.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own, from the class path of this build. */
final class ReinProcess {
  private ReinProcess() {}

  record Ran(int exitCode, String out, String err) {}

  /** What the jar's entry does. */
  static final class Rein {
    private Rein() {}

    public static void main(String[] args) {
      System.exit(ReinCommand.execute(new File("rein.jar"), args));
    }
  }

  /**
   * Runs a command to its end.
   *
   * @param dir for what the test needs a file for
   */
  static Ran run(Path dir, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Rein.class.getName()));
    command.addAll(List.of(arguments));
    Path err = Files.createTempFile(dir, "err", ".txt");
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ran(process.exitValue(), out, Files.readString(err));
  }
}
