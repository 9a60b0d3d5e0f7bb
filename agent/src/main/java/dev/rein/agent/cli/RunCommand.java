package dev.rein.agent.cli;

import dev.rein.agent.ledger.LedgerUnreadableException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code rein run -- java …}: runs a Java program under Rein, with this process's input and output.
 */
@Command(
    name = "run",
    description = "Runs a Java program under Rein; ends as it does, or with 5 when it hit a limit.")
final class RunCommand implements Callable<Integer> {
  private final File jar;

  @Mixin private AgentArguments agentArguments;

  @Parameters(
      arity = "1..*",
      paramLabel = "java ARG",
      description = "The command, after `--`: java, its options, and the program.")
  private List<String> command = new ArrayList<>();

  RunCommand(File jar) {
    this.jar = jar;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!Path.of(command.get(0)).endsWith("java")) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "the command must be `java …`, not `" + command.get(0) + "`; rein run -- java …");
    }
    Process host = start();
    Thread killer = new Thread(host::destroy, "rein-run");
    Runtime.getRuntime().addShutdownHook(killer);
    int exitCode = host.waitFor();
    return hitLimit(host.pid()) ? ExitCode.LIMIT_HIT : exitCode;
  }

  private boolean hitLimit(long pid) {
    try {
      return LimitHits.anyIn(agentArguments.ledgerDir().find(Long.toString(pid)).get(0));
    } catch (CommandFailure | LedgerUnreadableException e) {
      System.err.println("rein: cannot tell whether a limit was hit: " + e.getMessage());
      return false;
    }
  }

  private Process start() {
    List<String> underRein = new ArrayList<>(command);
    String options = agentArguments.text();
    underRein.add(1, "-javaagent:" + jar + (options.isEmpty() ? "" : "=" + options));
    try {
      return new ProcessBuilder(underRein).inheritIO().start();
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.NO_SUCH_TARGET, String.valueOf(e.getMessage()));
    }
  }
}
