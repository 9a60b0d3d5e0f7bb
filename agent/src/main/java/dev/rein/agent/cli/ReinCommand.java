package dev.rein.agent.cli;

import java.io.File;
import java.io.PrintWriter;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code rein} command and the list of its subcommands. */
@Command(
    name = "rein",
    description = "Accounts for what autonomous JVM programs use and holds them to limits.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    synopsisSubcommandLabel = "COMMAND")
public final class ReinCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /**
   * Runs one command.
   *
   * @param jar Rein's own jar
   * @return the exit code
   */
  public static int execute(File jar, String[] args) {
    return commandLine(jar).execute(args);
  }

  static CommandLine commandLine(File jar) {
    CommandLine commandLine = new CommandLine(new ReinCommand());
    VersionText version = new VersionText();
    List.<Object>of(
            // What follows the program's name is the program's.
            new CommandLine(new RunCommand(jar)).setStopAtPositional(true),
            new AttachCommand(jar),
            new DetachCommand(jar),
            new PsCommand(),
            new ViewCommand(),
            new EventsCommand(),
            new ReportCommand(),
            new AuditCommand(),
            new PolicyCommand(),
            new PricesCommand(),
            new PauseCommand(),
            new ResumeCommand(),
            DecideCommand.approve(),
            DecideCommand.deny(),
            new TerminateCommand(),
            new DeliverCommand(),
            new LimitCommand(),
            new ServeCommand(),
            new DemoCommand(jar))
        .forEach(commandLine::addSubcommand);
    commandLine.addSubcommand("completion", new AutoComplete.GenerateCompletion());
    commandLine.getSubcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(subcommand -> !subcommand.mixinStandardHelpOptions())
        .forEach(subcommand -> subcommand.mixinStandardHelpOptions(true).versionProvider(version));
    commandLine.setExecutionExceptionHandler(ReinCommand::explain);
    return commandLine;
  }

  private static int explain(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    if (failure instanceof CommandFailure known) {
      PrintWriter err = commandLine.getErr();
      err.println("rein: " + known.getMessage());
      err.flush();
      return known.exitCode();
    }
    throw failure;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
  }
}
