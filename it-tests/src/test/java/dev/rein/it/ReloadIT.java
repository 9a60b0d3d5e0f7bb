package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.CrewHost;
import dev.rein.it.host.StaffHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A policy file that changes while the program runs. */
class ReloadIT {
  private static final String STAFF =
      """
      check-interval: 200ms
      agents:
        coder:
          match:
            - method: dev.rein.it.host.Staff$Coder.serve
          limits:
            files.read: {budget: %d, then: pause}
        writer:
          match:
            - method: dev.rein.it.host.Staff$Writer.serve
          limits:
            files.read: {budget: %d, then: deny}
      """;

  private static final String CREW =
      """
      check-interval: 200ms
      agents:
        coder:
          match:
            - method: dev.rein.it.host.Crew$Coder.run
      """;

  private static final String PLANNER =
      """
        planner:
          match:
            - method: dev.rein.it.host.Crew$Planner.plan
      """;

  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @Test
  void limitsAndModeChange() throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path policy = workbench.policy(STAFF.formatted(2, 9));
    String read = " read " + workbench.folder().resolve("input.txt");
    try (HostJvm host = start(Jdk.ofThisBuild(), workbench, policy, StaffHost.class)) {
      Steered steered = new Steered(host, workbench.ledgers());
      steered.does("coder" + read, "coder ok");
      steered.does("coder" + read, "coder ok");
      steered.does("writer" + read, "writer ok");
      host.say("coder" + read);
      steered.awaitPaused("coder");
      Steered.replace(policy, STAFF.formatted(3, 1));
      assertThat(host.readLine()).as("a raised budget lets it go on").isEqualTo("coder ok");
      steered.does("writer" + read, "writer refused IOException");

      String before = host.stderr();
      Steered.replace(policy, STAFF.formatted(3, 9).replace("budget: 9", "bugdet: 9"));
      steered.awaitEvent("policy.rejected");
      assertThat(host.stderr().substring(before.length()))
          .as("a bad file")
          .hasLineCount(1)
          .contains("bugdet", "budget", "holds on");
      steered.does("writer" + read, "writer refused IOException");

      Steered.replace(policy, "mode: observe\n" + STAFF.formatted(3, 1));
      Await.that("observed", () -> mode(steered).equals("observe"));
      steered.does("writer" + read, "writer ok");
      steered.does("coder" + read, "coder ok");
      assertThat(host.end()).isZero();
      assertThat(types(steered, "")).containsSequence("policy.changed");
      assertThat(types(steered, "writer")).contains("limit.denied", "limit.observed");
      assertThat(steered.view().usedByAccount("files.read"))
          .containsEntry("coder", 4L)
          .containsEntry("writer", 2L);
    }
  }

  @Test
  void pricesChangeWithTheirFile() throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path policy = workbench.policy(STAFF.formatted(2, 9) + "models: {prices: prices.json}\n");
    Path prices = policy.resolveSibling("prices.json");
    String good = "{\"m\": {\"input_cost_per_token\": 1e-06, \"output_cost_per_token\": 1e-06}}";
    Files.writeString(prices, good);
    try (HostJvm host = start(Jdk.ofThisBuild(), workbench, policy, StaffHost.class)) {
      Steered steered = new Steered(host, workbench.ledgers());
      steered.does("coder write " + workbench.folder().resolve("a.txt"), "coder ok");
      Steered.replace(prices, "[{");
      steered.awaitEvent("policy.rejected");
      assertThat(host.stderr())
          .contains(":13:18: " + prices + ": the file ends too early", "from before holds on");
      Steered.replace(prices, good + " ");
      steered.awaitEvent("policy.changed");
      assertThat(host.end()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void agentsAreNamedAnew(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path policy = workbench.policy(CREW);
    String input = workbench.folder().resolve("input.txt").toString();
    try (HostJvm host = start(jdk, workbench, policy, CrewHost.class, input)) {
      Steered steered = new Steered(host, workbench.ledgers());
      assertThat(host.ask("go")).isEmpty();
      Steered.replace(policy, CREW + PLANNER);
      steered.awaitEvent("policy.changed");
      assertThat(host.ask("go")).isEmpty();
      Steered.replace(policy, PLANNER.replace("  planner", "agents:\n  planner"));
      Await.that(
          "changed again",
          () -> types(steered, "").stream().filter("policy.changed"::equals).count() == 2);
      assertThat(host.ask("go")).isEmpty();
      assertThat(host.end()).as(host.stderr()).isZero();
      assertThat(steered.view().usedByAccount("files.read"))
          .containsEntry("planner", 16L)
          .containsEntry("planner/coder", 2L)
          .containsEntry("jvm", 96L);
    }
  }

  private static HostJvm start(
      Jdk jdk, Workbench workbench, Path policy, Class<?> main, String... arguments)
      throws IOException {
    return HostCommand.on(jdk)
        .rein(workbench.ledgers(), policy)
        .start(main, arguments)
        .awaitReady();
  }

  private static String mode(Steered steered) throws IOException, InterruptedException {
    return steered.view().json().getAsJsonObject("policy").get("mode").getAsString();
  }

  private static List<String> types(Steered steered, String account)
      throws IOException, InterruptedException {
    return steered.events(account).stream().map(event -> Steered.text(event, "type")).toList();
  }
}
