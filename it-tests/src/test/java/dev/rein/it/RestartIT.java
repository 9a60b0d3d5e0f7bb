package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.StaffHost;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code restore} budgets go on over restarts of the program, good or bad ones. */
class RestartIT {
  private static final String POLICY =
      """
      agents:
        coder:
          match:
            - method: dev.rein.it.host.Staff$Coder.serve
          limits:
            files.read: {budget: 3, then: pause}
      """;

  @TempDir Path folder;

  @Test
  void budgetsGoOn() throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path policy = workbench.policy(POLICY);
    String read = "coder read " + workbench.folder().resolve("input.txt");
    try (HostJvm first = start(workbench, policy, "true")) {
      Steered steered = new Steered(first, workbench.ledgers());
      passes(steered, read, 3);
      first.say(read);
      steered.awaitPaused("coder");
      steered.ok("resume", "coder");
      assertThat(first.readLine()).isEqualTo("coder ok");
      assertThat(first.end()).isZero();
    }
    try (HostJvm afterGoodEnd = start(workbench, policy, "true")) {
      Steered steered = new Steered(afterGoodEnd, workbench.ledgers());
      passes(steered, read, 2);
      afterGoodEnd.say(read);
      steered.awaitPaused("coder");
      // What was counted in the last tenth of a second may be lost by a kill.
      Await.that("it is written", () -> steered.view().hasUsed("files.read", 6));
      afterGoodEnd.kill();
    }
    try (HostJvm afterKill = start(workbench, policy, "true")) {
      Steered steered = new Steered(afterKill, workbench.ledgers());
      afterKill.say(read);
      steered.awaitPaused("coder");
      steered.ok("resume", "coder");
      assertThat(afterKill.readLine()).isEqualTo("coder ok");
      passes(steered, read, 1);
      Await.that("it is written", () -> steered.view().hasUsed("files.read", 8));
      afterKill.kill();
    }
    try (HostJvm afterGrant = start(workbench, policy, "true")) {
      Steered steered = new Steered(afterGrant, workbench.ledgers());
      passes(steered, read, 1);
      afterGrant.say(read);
      steered.awaitPaused("coder");
      afterGrant.kill();
    }
    try (HostJvm anew = start(workbench, policy, "false")) {
      passes(new Steered(anew, workbench.ledgers()), read, 3);
      assertThat(anew.end()).isZero();
    }
  }

  private static void passes(Steered steered, String task, int times) throws IOException {
    for (int time = 0; time < times; time++) {
      steered.does(task, "coder ok");
    }
  }

  private static HostJvm start(Workbench workbench, Path policy, String restore)
      throws IOException {
    return HostCommand.on(Jdk.ofThisBuild())
        .jvmOptions("-Drein.restore=" + restore)
        .rein(workbench.ledgers(), policy)
        .start(StaffHost.class)
        .awaitReady();
  }
}
