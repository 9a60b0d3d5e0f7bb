package dev.rein.agent.cli;

import java.io.File;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rein resume PID}: lets a paused JVM go on. */
@Command(
    name = "resume",
    description = "Lets a paused JVM go on; every limit that is used up is granted once more.")
final class ResumeCommand implements Runnable {
  private final File jar;

  @Parameters(paramLabel = "PID", description = "Process id of the JVM.")
  private long pid;

  ResumeCommand(File jar) {
    this.jar = jar;
  }

  @Override
  public void run() {
    TargetJvm.Answer answer = new TargetJvm(pid, jar).ask("resume", "");
    if (!answer.ok()) {
      throw new CommandFailure(ExitCode.FAILURE, String.join("; ", answer.lines()));
    }
    System.err.println("rein: resumed " + pid);
  }
}
