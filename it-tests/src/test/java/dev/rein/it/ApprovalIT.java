package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpServer;
import dev.rein.it.host.StaffHost;
import dev.rein.it.host.TwoCallsHost;
import dev.rein.it.models.OpenAiChat;
import dev.rein.it.models.ProviderServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules on single commands, paths and hosts, and what is seen of a call that asks. */
class ApprovalIT {
  private static final String POLICY =
      """
      agents:
        coder:
          match:
            - method: dev.rein.it.host.Staff$Coder.serve
        writer:
          match:
            - method: dev.rein.it.host.Staff$Writer.serve
          limits:
            files.written: {budget: 1, then: deny}
      rules:
        - {process: "true --of *", then: approve, cost: 3.06/h}
        - {write: "%s/forbidden/**", then: deny}
        - {host: "localhost", then: deny}
        - {host: "127.0.0.1", cost: 0.10}
      """;

  @TempDir Path folder;

  @Test
  void aCallAsksAndAPersonAnswers() throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host = start(workbench)) {
      Steered steered = new Steered(host, workbench.ledgers());
      steered.does("writer write " + workbench.folder().resolve("a.txt"), "writer ok");
      steered.does(
          "writer write " + workbench.folder().resolve("b.txt"), "writer refused IOException");
      host.say("coder run --of coder");
      String listed = askedOnce(steered);
      assertThat(listed).contains("coder", "true --of coder", "$3.06 an hour");
      assertIsSeen(workbench, host, number(listed));
      steered.ok("approve", number(listed));
      assertThat(host.readLine()).isEqualTo("coder ok");

      host.say("writer run --of writer");
      steered.ok("deny", number(askedOnce(steered)));
      assertThat(host.readLine()).isEqualTo("writer refused IOException");

      host.say("coder run --of again");
      String pending = askedOnce(steered);
      host.kill();
      List<JsonObject> events = steered.events("");
      events.removeIf(event -> !Steered.text(event, "type").startsWith("approval."));
      assertThat(events.stream().map(ApprovalIT::inShort))
          .containsExactly(
              "approval.asked coder",
              "approval.approved coder",
              "approval.asked writer",
              "approval.denied writer",
              "approval.asked coder");
      assertThat(events.get(1).toString()).as("who has said yes").contains("(pid ");
      assertThat(events.get(3).toString()).as("who has said no").contains("(pid ");
      assertThat(events.get(4).toString()).contains("true --of again", number(pending));
      assertThat(steered.view().state()).isEqualTo("killed");
    }
  }

  @Test
  void aCallOfAModelAsksOnceAlsoWhereTheBudgetIsUsedUp() throws IOException, InterruptedException {
    Path policy =
        Files.writeString(
            folder.resolve("rein.yaml"), "limits: {llm.tokens: {budget: 1, then: approve}}");
    Path dir = folder.resolve("ledgers");
    try (ProviderServer server = ProviderServer.start(new OpenAiChat());
        HostJvm host =
            HostCommand.on(Jdk.ofThisBuild())
                .rein(dir, policy)
                .start(TwoCallsHost.class, server.url(), "key", "words")
                .awaitReady()) {
      Steered steered = new Steered(host, dir);
      for (int i = 0; i < 2; i++) {
        steered.ok("approve", number(askedOnce(steered)));
        assertThat(host.readLine()).isEqualTo("status 200");
      }
      assertThat(host.readLine()).isEqualTo("done");
      assertThat(host.end()).isZero();
      assertThat(ReinCli.events(dir).ofType("approval.asked")).hasSize(2);
    }
  }

  @Test
  void pathsAndHosts() throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path forbidden = Files.createDirectories(workbench.folder().resolve("forbidden/deep"));
    Path here = Path.of("").toAbsolutePath();
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try (HostJvm host = start(workbench)) {
      Steered steered = new Steered(host, workbench.ledgers());
      String refused = "coder refused IOException";
      steered.does("coder write " + workbench.folder().resolve("allowed.txt"), "coder ok");
      steered.does("coder write " + forbidden.resolve("new.txt"), refused);
      Path roundabout = workbench.folder().resolve("forbidden/deep/../../forbidden/new.txt");
      steered.does("coder write " + roundabout, refused);
      steered.does("coder write " + here.relativize(forbidden.resolve("new.txt")), refused);
      steered.does("coder write " + here.relativize(roundabout), refused);
      assertThat(forbidden).isEmptyDirectory();
      String port = ":" + server.getAddress().getPort() + "/";
      steered.does("coder get http://127.0.0.1" + port, "coder ok");
      steered.does("coder get http://localhost" + port, refused);
      steered.does("coder get http://LocalHost" + port, refused);
      steered.does("coder get http://127.0.0.1" + port, "coder ok");
      assertThat(host.end()).isZero();
      assertThat(steered.view().used("http.requests")).isEqualTo(2);
      assertThat(steered.view().used("cost")).as("each request costs").isEqualTo(200_000);
      assertThat(steered.view().used("files.written")).isEqualTo(1);
    } finally {
      server.stop(0);
    }
  }

  /** Text and JSON show the agents, who waits, and for what. */
  private static void assertIsSeen(Workbench workbench, HostJvm host, String number)
      throws IOException, InterruptedException {
    Steered steered = new Steered(host, workbench.ledgers());
    Await.that(
        "it is in the ledger",
        () -> steered.view().json().toString().contains("\"waitingFor\":\"approval\""));
    ReinCli.Result text = steered.ok("view", "--once");
    assertThat(text.lines())
        .anyMatch(line -> line.matches("policy: .*, enforce"))
        .anyMatch(line -> line.matches(" +" + number + " +coder .*3\\.06 an hour +true --of coder"))
        .anyMatch(line -> line.matches("  coder: .*1 call waits for approval.*"))
        .anyMatch(line -> line.matches("  writer: intervention.*"))
        .anyMatch(line -> line.matches("    files.written +1 .* 1 deny +100% +1.*"));
    JsonObject json = steered.view().json();
    JsonObject call = json.getAsJsonArray("approvals").get(0).getAsJsonObject();
    assertThat(call.get("number").getAsString()).isEqualTo(number);
    assertThat(call.get("account").getAsString()).isEqualTo("coder");
    assertThat(call.get("target").getAsString()).isEqualTo("true --of coder");
    assertThat(json.getAsJsonArray("accounts").toString())
        .contains("\"waiting\":1,\"waitingFor\":\"approval\"", "\"phase\":\"intervention\"");
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
  }

  private static HostJvm start(Workbench workbench) throws IOException {
    Path policy = workbench.policy(POLICY.formatted(workbench.folder()));
    return HostCommand.on(Jdk.ofThisBuild())
        .rein(workbench.ledgers(), policy)
        .start(StaffHost.class)
        .awaitReady();
  }

  /** What {@code rein approve} lists of the one call that waits. */
  private static String askedOnce(Steered steered) throws IOException, InterruptedException {
    Await.that(
        "one call waits",
        () ->
            !steered.account("jvm").isEmpty()
                && steered.ask("approvals").getAsJsonArray("approvals").size() == 1);
    return steered.ok("approve").stdout();
  }

  private static String number(String listed) {
    return listed.lines().reduce((one, last) -> last).orElseThrow().strip().split(" ", 2)[0];
  }

  private static String inShort(JsonObject event) {
    return Steered.text(event, "type") + " " + Steered.text(event, "account");
  }
}
