package dev.rein.agent.cli;

import java.io.File;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rein attach PID}: puts a running JVM under Rein. */
@Command(name = "attach", description = "Puts a running JVM under Rein.")
final class AttachCommand implements Runnable {
  private final File jar;

  @Parameters(paramLabel = "PID", description = "Process id of the JVM.")
  private long pid;

  @Mixin private AgentArguments agentArguments;

  AttachCommand(File jar) {
    this.jar = jar;
  }

  @Override
  public void run() {
    TargetJvm.Answer answer = new TargetJvm(pid, jar).ask("start", agentArguments.text());
    if (!answer.ok()) {
      throw new CommandFailure(ExitCode.FAILURE, String.join("; ", answer.lines()));
    }
    System.err.println("rein: attached to " + pid + "; `rein view " + pid + "` shows what it uses");
  }
}
