package dev.rein.agent.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rein pause PID [ACCOUNT]}: holds a JVM or one of its agents up. */
@Command(
    name = "pause",
    description = "Holds up every counted call of an account and of those below it.")
final class PauseCommand implements Runnable {
  @Mixin private SteeredJvm jvm;

  @Parameters(
      index = "1",
      arity = "0..1",
      defaultValue = "jvm",
      paramLabel = "ACCOUNT",
      description = "Which account, such as lead/coder [jvm, which is all of them].")
  private String account = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who look later.")
  private String reason = "";

  @Override
  public void run() {
    jvm.tell(controls -> controls.pause(account, reason));
    SteeredJvm.say(
        "paused " + account + " of " + jvm.name() + "; `rein resume " + jvm.name() + "` goes on");
  }
}
