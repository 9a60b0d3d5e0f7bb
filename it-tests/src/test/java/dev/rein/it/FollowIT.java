package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.rein.it.host.ActionHost;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rein events --follow} with filters: what is wanted as it happens, until the JVM ends. */
final class FollowIT {
  @TempDir private Path folder;

  @Test
  void tellsTheLastOneWantedThenEachAsItComes() throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path policy = workbench.policy("limits:\n  files.read: {budget: 1, then: deny}\n");
    try (HostJvm host =
        HostCommand.on(Jdk.ofThisBuild())
            .rein(workbench.ledgers(), policy)
            .start(ActionHost.class, workbench.toString(), "")
            .awaitReady()) {
      assertThat(host.ask("run readString 4")).hasSize(4);
      Await.that(
          "three refusals are in the ledger",
          () -> ReinCli.view(workbench.ledgers()).of(host).denied("files.read") == 3);
      try (HostJvm events =
          ReinCli.start(
              Jdk.ofThisBuild(),
              "events",
              "--follow",
              "--json",
              "--type",
              "limit.denied",
              "--limit",
              "1",
              "--dir",
              workbench.ledgers().toString())) {
        assertRefusal(events.readLine());
        assertThat(host.ask("run readString 2")).hasSize(2);
        assertRefusal(events.readLine());
        assertRefusal(events.readLine());
        assertThat(host.end()).isZero();
        assertThat(events.awaitExit()).isZero();
        assertThat(events.stdoutText().lines()).as("nothing else").hasSize(3);
      }
    }
  }

  private static void assertRefusal(String line) {
    JsonObject event = JsonParser.parseString(line).getAsJsonObject();
    assertThat(event.get("type").getAsString()).isEqualTo("limit.denied");
    assertThat(event.get("resource").getAsString()).isEqualTo("files.read");
  }
}
