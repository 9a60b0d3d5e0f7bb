package dev.rein.agent.cli;

import java.io.File;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rein detach PID}: takes Rein out of a running JVM, whose calls go on unwatched. */
@Command(
    name = "detach",
    description = "Takes Rein out of a running JVM and restores its original bytecode.")
final class DetachCommand implements Runnable {
  private final File jar;

  @Parameters(paramLabel = "PID", description = "Process id of the JVM.")
  private long pid;

  @Option(
      names = "--verify",
      description = "Fail unless no hooked class, thread, file or class loader of Rein is left.")
  private boolean verify;

  DetachCommand(File jar) {
    this.jar = jar;
  }

  @Override
  public void run() {
    TargetJvm.Answer answer = new TargetJvm(pid, jar).ask("detach", verify ? "verify" : "");
    if (!answer.ok()) {
      throw new CommandFailure(ExitCode.FAILURE, String.join("; ", answer.lines()));
    }
    System.err.println("rein: detached from " + pid);
    answer.lines().forEach(System.out::println);
  }
}
