package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.rein.it.host.StaffHost;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts go through their phases and back. */
class PhaseIT {
  private static final String POLICY =
      """
      check-interval: 200ms
      intervention: {grace: 300ms, exit: true}
      agents:
        coder:
          match:
            - method: dev.rein.it.host.Staff$Coder.serve
          limits:
            files.read: {budget: 4, warn: 50%, then: pause}
        writer:
          match:
            - method: dev.rein.it.host.Staff$Writer.serve
          limits:
            time.since_deliverable: {above: 1s, then: pause}
        tester:
          match:
            - method: dev.rein.it.host.Staff$Tester.serve
      """;

  @TempDir Path folder;

  @Test
  void thereAndBackAndToTheEnd() throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    String read = " read " + workbench.folder().resolve("input.txt");
    try (HostJvm host =
        HostCommand.on(Jdk.ofThisBuild())
            .rein(workbench.ledgers(), workbench.policy(POLICY))
            .start(StaffHost.class)
            .awaitReady()) {
      Steered steered = new Steered(host, workbench.ledgers());
      phasesOfABudget(steered, "coder" + read);
      aTimer(steered, "writer" + read);
      steered.does("tester" + read, "tester ok");
      steered.ok("terminate", "tester");
      assertThat(host.readLine()).as("after the grace").isEqualTo("tester interrupted");
      assertThat(host.awaitExit()).as("it goes on, so the JVM ends").isEqualTo(5);
      assertThat(steered.events("tester").stream().filter(PhaseIT::isPhase).map(PhaseIT::change))
          .containsExactly("normal > termination");
    }
  }

  private static void phasesOfABudget(Steered steered, String read)
      throws IOException, InterruptedException {
    steered.does(read, "coder ok");
    steered.awaitPhase("coder", "normal");
    steered.does(read, "coder ok");
    steered.awaitPhase("coder", "warning");
    steered.ok("deliver", "coder", "code_commit", "half of it");
    steered.awaitPhase("coder", "normal");
    steered.does(read, "coder ok");
    steered.does(read, "coder ok");
    steered.host().say(read);
    steered.awaitPhase("coder", "intervention");
    steered.ok("resume", "coder");
    assertThat(steered.host().readLine()).isEqualTo("coder ok");
    steered.awaitPhase("coder", "normal");
    assertThat(steered.events("coder").stream().filter(PhaseIT::isPhase).map(PhaseIT::change))
        .containsExactly(
            "normal > warning",
            "warning > normal",
            "normal > warning",
            "warning > intervention",
            "intervention > normal");
  }

  /** An agent that is at work and delivers nothing is paused; resuming gives it the time anew. */
  private static void aTimer(Steered steered, String read)
      throws IOException, InterruptedException {
    steered.does(read, "writer ok");
    steered.awaitPaused("writer");
    steered.host().say(read);
    steered.ok("resume", "writer");
    assertThat(steered.host().readLine()).isEqualTo("writer ok");
    steered.awaitPaused("writer");
    steered.ok("deliver", "writer", "documentation");
    steered.ok("resume", "writer");
    steered.does(read, "writer ok");
  }

  private static boolean isPhase(JsonObject event) {
    return Steered.text(event, "type").equals("phase.changed");
  }

  private static String change(JsonObject event) {
    JsonObject details = event.getAsJsonObject("details");
    return Steered.text(details, "from") + " > " + Steered.text(details, "to");
  }
}
