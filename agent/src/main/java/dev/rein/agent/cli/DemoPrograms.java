package dev.rein.agent.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The processes of the demo: the model server, the agent under Rein, and Rein's own commands. */
final class DemoPrograms {
  private static final String READY = "READY ";
  private static final String PACKAGE = "dev.rein.it.demo.";

  private final File jar;
  private final DemoKit kit;
  private final Children children;

  DemoPrograms(File jar, DemoKit kit, Children children) {
    this.jar = jar;
    this.kit = kit;
    this.children = children;
  }

  /** Starts the model server and returns its base URL. */
  String startModel() {
    Process server =
        children.start(
            java("-cp", kit.classPath(), PACKAGE + "model.ModelServer", "--rate-limit-every", "25")
                .redirectError(Redirect.INHERIT));
    try {
      String line =
          CompletableFuture.supplyAsync(() -> firstLine(server))
              .get(children.nanosLeft(), TimeUnit.NANOSECONDS);
      if (line.startsWith(READY)) {
        return "http://127.0.0.1:" + line.substring(READY.length()) + "/v1";
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException ignored) {
      // Whatever it was, the server said it on stderr; for the demo it just is not there.
    }
    throw new CommandFailure(ExitCode.FAILURE, "the demo's model server did not start");
  }

  /** The start of the agent's command line, for the reader and for {@link #runAgent}. */
  String agentOption(Path ledgers) {
    return "-javaagent:" + jar + "=policy=" + kit.policy() + ",dir=" + ledgers;
  }

  int runAgent(String baseUrl, Path ledgers, Path desk) {
    return children.run(
        "the agent",
        java(
                agentOption(ledgers),
                "-cp",
                kit.classPath(),
                PACKAGE + "agent.ResearchAgent",
                baseUrl,
                desk.toString())
            .inheritIO());
  }

  int rein(Redirect stdout, String... arguments) {
    List<String> command = new ArrayList<>(List.of("-jar", jar.getPath()));
    command.addAll(List.of(arguments));
    return children.run(
        "rein " + arguments[0],
        java(command.toArray(String[]::new)).inheritIO().redirectOutput(stdout));
  }

  private static ProcessBuilder java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  private static String firstLine(Process process) {
    // Left open: the server ends when its pipes do.
    BufferedReader reader = process.inputReader();
    try {
      String line = reader.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
