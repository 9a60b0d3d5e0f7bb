package dev.rein.agent.cli;

import dev.rein.agent.control.ControlClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rein resume PID [ACCOUNT]}: lets a paused JVM or agent go on. */
@Command(
    name = "resume",
    description = "Lets a paused account go on; every budget that is used up is granted once more.")
final class ResumeCommand implements Runnable {
  @Mixin private SteeredJvm jvm;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ACCOUNT",
      description = "Which account [jvm when that is paused, else all that are].")
  private @Nullable String account;

  @Override
  public void run() {
    ControlClient.Resumed resumed = jvm.ask(controls -> controls.resume(account));
    SteeredJvm.say("resumed " + String.join(", ", resumed.accounts()) + " of " + jvm.name());
    if (!resumed.stillPaused().isEmpty()) {
      SteeredJvm.say(
          "still paused: "
              + String.join(", ", resumed.stillPaused())
              + "; `rein resume "
              + jvm.name()
              + " ACCOUNT` lets one go on");
    }
  }
}
