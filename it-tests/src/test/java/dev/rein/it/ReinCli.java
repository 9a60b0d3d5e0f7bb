package dev.rein.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The command line of the built jar. */
final class ReinCli {
  private ReinCli() {}

  /**
   * How a command ended.
   *
   * @param exitCode one of DESIGN.md's
   */
  record Result(int exitCode, String stdout, String stderr) {
    List<String> lines() {
      return stdout.lines().toList();
    }
  }

  /** Runs a command on the JDK of this build. */
  static Result run(String... arguments) throws IOException, InterruptedException {
    return run(Jdk.ofThisBuild(), arguments);
  }

  static Result run(Jdk jdk, String... arguments) throws IOException, InterruptedException {
    try (HostJvm command = start(jdk, arguments)) {
      command.closeStdin();
      int exitCode = command.awaitExit();
      return new Result(exitCode, command.stdoutText(), command.stderr());
    }
  }

  /** Starts a command and leaves its stdin open. */
  static HostJvm start(Jdk jdk, String... arguments) throws IOException {
    return HostJvm.fork(line(jdk, arguments));
  }

  /** The same for a shell; no argument may have blanks or quotes. */
  static String shellWords(String... arguments) {
    return shellWords(Jdk.ofThisBuild(), arguments);
  }

  static String shellWords(Jdk jdk, String... arguments) {
    return String.join(" ", line(jdk, arguments));
  }

  private static List<String> line(Jdk jdk, String... arguments) {
    List<String> line = new ArrayList<>();
    line.add(jdk.java());
    line.addAll(HostCommand.SHORT_LIVED);
    line.addAll(List.of("-jar", HostCommand.REIN_JAR.toString()));
    line.addAll(Arrays.asList(arguments));
    return line;
  }

  /** What {@code view --once --json} shows of all JVMs of a dir. */
  static Ledgers view(Path dir) throws IOException {
    return Ledgers.parse(
        String.join("\n", WarmCli.run("view", "--once", "--json", "--dir", dir.toString())));
  }

  /** What {@code events --json} shows of all JVMs of a dir. */
  static Events events(Path dir) throws IOException {
    return Events.parse(WarmCli.run("events", "--json", "--dir", dir.toString()));
  }
}
