package dev.rein.it;

import dev.rein.it.host.CommandsHost;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The command line of the built jar in one process that stays, since to look at a ledger takes a
 * fiftieth of what starting a JVM for it does. It ends with this one.
 */
final class WarmCli {
  private static final List<HostJvm> RUNNING = new ArrayList<>();

  private WarmCli() {}

  /** Runs a command that must succeed, and returns the lines it prints. */
  static synchronized List<String> run(String... arguments) throws IOException {
    if (RUNNING.isEmpty()) {
      RUNNING.add(HostJvm.fork(line()));
    }
    HostJvm cli = RUNNING.get(0);
    cli.say(String.join("\t", arguments));
    List<String> lines = cli.readUntil("ended");
    String exitCode = cli.readLine();
    if (!exitCode.equals("0")) {
      throw new AssertionError(
          String.join(" ", arguments) + " ended with " + exitCode + "; stderr:\n" + cli.stderr());
    }
    return lines;
  }

  private static List<String> line() throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Jdk.ofThisBuild().java());
    line.addAll(HostCommand.SHORT_LIVED);
    line.addAll(asInManifest("Add-Exports", "--add-exports"));
    line.addAll(asInManifest("Add-Opens", "--add-opens"));
    line.add("-cp");
    line.add(HostCommand.REIN_JAR + File.pathSeparator + HostCommand.TEST_CLASSES);
    line.add(CommandsHost.class.getName());
    line.add(HostCommand.REIN_JAR.toString());
    return line;
  }

  /** What {@code java -jar} takes from there. */
  private static List<String> asInManifest(String attribute, String option) throws IOException {
    try (JarFile jar = new JarFile(HostCommand.REIN_JAR.toFile())) {
      String packages = jar.getManifest().getMainAttributes().getValue(attribute);
      return Stream.of(packages.split(" ", -1))
          .map(p -> option + "=" + p + "=ALL-UNNAMED")
          .toList();
    }
  }
}
