package dev.rein.agent.cli;

import java.io.Console;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rein terminate PID ACCOUNT}: ends an agent, or the whole JVM's work. */
@Command(
    name = "terminate",
    description = "Ends an account: its calls fail from now on, and its threads are interrupted.")
final class TerminateCommand implements Callable<Integer> {
  @Mixin private SteeredJvm jvm;

  @Parameters(index = "1", paramLabel = "ACCOUNT", description = "Which account, or jvm for all.")
  private String account = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who look later.")
  private String reason = "";

  @Option(names = "--yes", description = "Does not ask before it ends the whole JVM.")
  private boolean yes;

  @Override
  public Integer call() {
    if (account.equals("jvm") && !yes && Stdout.isTerminal() && !isMeant()) {
      SteeredJvm.say("nothing was done");
      return ExitCode.FAILURE;
    }
    jvm.tell(controls -> controls.terminate(account, reason));
    SteeredJvm.say("terminated " + account + " of " + jvm.name());
    return ExitCode.OK;
  }

  @SuppressWarnings("SystemConsoleNull") // Null where there is no terminal, up to JDK 21.
  private boolean isMeant() {
    Console console = System.console();
    String answer =
        console == null
            ? null
            : console.readLine("End all that runs in %s? Type yes: ", jvm.name());
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).equals("yes");
  }
}
