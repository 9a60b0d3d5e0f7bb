package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.rein.it.host.ActionHost;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replay says a policy would have refused is what it does refuse of the same program. */
class ReplayIT {
  private static final String[] ACTIONS = {"readString", "openToWrite", "startProcess", "send"};
  private static final int CALLS = 12;
  private static final int ALLOWED = 7;

  @TempDir Path folder;

  @Test
  void saysHowManyCallsAPolicyRefuses() throws IOException, InterruptedException {
    Workbench recorded = Workbench.in(folder.resolve("recorded")).prepare(CALLS);
    run(recorded, HostCommand.on(Jdk.ofThisBuild()).rein(recorded.ledgers()));

    for (String resource :
        new String[] {"files.read", "files.written", "processes.spawned", "http.requests"}) {
      String yaml = "limits:\n  " + resource + ": {budget: " + ALLOWED + ", then: deny}\n";
      Path policy = recorded.policy(yaml);
      JsonObject replayed = replay(recorded, policy);

      Workbench enforced = Workbench.in(folder.resolve(resource)).prepare(CALLS);
      run(enforced, HostCommand.on(Jdk.ofThisBuild()).rein(enforced.ledgers(), policy));
      Ledgers.Jvm jvm = ReinCli.view(enforced.ledgers()).jvms().get(0);
      assertThat(replayed.get("stopped").getAsLong())
          .as(resource)
          .isEqualTo(jvm.denied(resource))
          .isPositive();
      assertThat(replayed.get("allowed").getAsLong())
          .as(resource)
          .isEqualTo(jvm.used(resource))
          .isEqualTo(ALLOWED);
    }
  }

  @Test
  void mistakesHaveTheirExitCodes() throws IOException, InterruptedException {
    Workbench bench = Workbench.in(folder);
    Path policy = bench.policy("limits:\n  files.read: {bugdet: 7}\n");
    Path good = bench.policy("limits:\n  files.read: {budget: 7}\n");

    assertThat(ReinCli.run("policy", "replay", "--policy", policy.toString(), "1").exitCode())
        .isEqualTo(1);
    assertThat(ReinCli.run("policy", "replay", "1").exitCode()).isEqualTo(2);
    ReinCli.Result none =
        ReinCli.run(
            "policy", "replay", "--policy", good.toString(), "--dir", folder.toString(), "999999");
    assertThat(none.exitCode()).isEqualTo(3);
    assertThat(none.stderr()).hasLineCount(1).contains("999999");
  }

  private static void run(Workbench bench, HostCommand command)
      throws IOException, InterruptedException {
    try (ProgramServer server = ProgramServer.start();
        HostJvm host =
            command.start(ActionHost.class, bench.toString(), server.url()).awaitReady()) {
      for (String action : ACTIONS) {
        assertThat(host.ask("run " + action + " " + CALLS)).hasSize(CALLS);
      }
      assertThat(host.end()).isZero();
    }
  }

  /** What is said about the policy's only limit. */
  private static JsonObject replay(Workbench bench, Path policy)
      throws IOException, InterruptedException {
    String ledger = ReinCli.view(bench.ledgers()).jvms().get(0).folder();
    ReinCli.Result text = ReinCli.run("policy", "replay", "--policy", policy.toString(), ledger);
    assertThat(text.exitCode()).as(text.stderr()).isZero();
    assertThat(text.stdout()).contains("WOULD HAVE BEEN", "refused from", "Accuracy: ");
    ReinCli.Result json =
        ReinCli.run("policy", "replay", "--json", "--policy", policy.toString(), ledger);
    assertThat(json.exitCode()).as(json.stderr()).isZero();
    JsonElement limits = JsonParser.parseString(json.stdout()).getAsJsonObject().get("limits");
    assertThat(limits.getAsJsonArray()).hasSize(1);
    return limits.getAsJsonArray().get(0).getAsJsonObject();
  }
}
