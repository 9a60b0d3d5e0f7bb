package dev.rein.agent.cli;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code rein demo}: shows a real agent being stopped by a limit, for who has never seen Rein. */
@Command(
    name = "demo",
    description = "Runs an agent that will not stop under Rein, and shows what Rein saw.")
final class DemoCommand implements Callable<Integer> {
  private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

  private final File jar;
  private final PrintStream out = System.out;

  DemoCommand(File jar) {
    this.jar = jar;
  }

  @Override
  public Integer call() throws IOException {
    DemoKit kit = DemoKit.of(jar);
    Path folder = Files.createTempDirectory("rein-demo-");
    Path ledgers = folder.resolve("ledger");
    try (Children children = new Children(TIME_LIMIT)) {
      DemoPrograms programs = new DemoPrograms(jar, kit, children);
      introduce(kit, programs.agentOption(ledgers));
      int agentExit = programs.runAgent(programs.startModel(), ledgers, folder.resolve("desk"));
      List<LimitHit> hits = limitsHit(programs, folder, ledgers, agentExit);
      show(
          programs,
          "What it used, as Rein counted it (rein view --once)",
          "view",
          "--once",
          "--dir",
          ledgers.toString());
      show(
          programs,
          "What happened on the way: warnings, refusals (rein events --severity warning)",
          "events",
          "--severity",
          "warning",
          "--dir",
          ledgers.toString());
      showLimit(hits, agentExit, kit);
    }
    sayWhereToGoOn(ledgers);
    return ExitCode.OK;
  }

  private void introduce(DemoKit kit, String agentOption) {
    out.printf(
        """
        This demo starts a real agent, a Java program on LangChain4j. It reads and writes files,
        runs commands, sends out sub-agents, and calls a language model over HTTP. The model is a
        script on this machine: nothing leaves it, and nothing costs money, but Rein is told the
        price of a large model. To that model no work is ever good enough, so the agent runs away.
        Its code has no line about Rein; all that is added is one option of java:

          %s

        The policy, with a comment on each line, is %s
        """,
        agentOption, kit.policy());
    heading("The agent at work. These lines are its own.");
  }

  private void show(DemoPrograms programs, String heading, String... command) {
    heading(heading);
    if (programs.rein(Redirect.INHERIT, command) != ExitCode.OK) {
      throw new CommandFailure(ExitCode.FAILURE, "rein " + command[0] + " failed");
    }
  }

  private static List<LimitHit> limitsHit(
      DemoPrograms programs, Path folder, Path ledgers, int agentExit) throws IOException {
    Path document = folder.resolve("view.json");
    int exitCode =
        programs.rein(
            Redirect.to(document.toFile()),
            "view",
            "--once",
            "--json",
            "--dir",
            ledgers.toString());
    try {
      if (exitCode == ExitCode.OK) {
        return LimitHit.allIn(JsonParser.parseString(Files.readString(document)).getAsJsonObject());
      }
    } catch (JsonParseException | IllegalStateException ignored) {
      // Told below, together with a failed command.
    }
    throw new CommandFailure(
        ExitCode.FAILURE,
        "the agent (exit code " + agentExit + ") left no ledger that can be read in " + ledgers);
  }

  private void showLimit(List<LimitHit> hits, int agentExit, DemoKit kit) {
    heading("The limit that was hit");
    if (hits.isEmpty() || agentExit == 0) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "the agent was not stopped by a limit (it exited with "
              + agentExit
              + "); is one in "
              + kit.policy()
              + " low enough?");
    }
    hits.forEach(hit -> out.println("  " + hit));
    out.println(
        """

        What a call of the model may cost at most is kept free before it goes out, so the one that
        could have gone beyond the budget was not sent at all. A refused call fails with an
        exception it can fail with anyway; an HTTP request with an IOException, as without a
        network. The agent's own retries were refused as well, so it gave up and ended as it would
        on any other failure.\
        """);
  }

  private void sayWhereToGoOn(Path ledgers) {
    heading("Afterwards");
    out.printf(
        """
        The agent's process is gone; its ledger stays, in %1$s
        Five commands to try next:

          ./rein view --dir %1$s
              what it used, on the whole screen
          ./rein events --dir %1$s
              each call of the model and of a tool, each warning and refusal, in order
          ./rein report --dir %1$s
              all of it as one page for a browser, with charts
          ./rein serve --dir %1$s
              the same of all JVMs, live in a browser
          ./rein attach PID
              puts a JVM of yours, running now, under Rein
        """,
        ledgers);
  }

  private void heading(String text) {
    out.printf("%n== %s%n%n", text);
  }
}
