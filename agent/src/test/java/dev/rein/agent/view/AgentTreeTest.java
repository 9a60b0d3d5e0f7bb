package dev.rein.agent.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.Approval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How accounts below each other, with limits of all kinds, are shown. */
class AgentTreeTest {
  private static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "\033[2J\n\u009b1m\r\u0007",
          "\u202egnp.exe\u2066\u200f",
          "\uD83D\uDE00".repeat(5000),
          "x".repeat(10_000),
          "\uD800\uDB40\uDC01",
          "");

  @TempDir private Path dir;

  private AgentLedger ledger;

  @BeforeEach
  void start() throws IOException {
    ledger = new AgentLedger(dir);
  }

  @AfterEach
  void stop() {
    ledger.close();
  }

  @Test
  void agentsAreBelowTheAgentThatSpawnedThem() throws IOException {
    ledger.fillWithAgents();

    assertThat(ledger.text())
        .contains(
            "policy: rein.yaml, enforce",
            "                                used share             limit full denied delayed",
            "jvm: normal",
            "  files.read                     400              1,000 deny  40%",
            "  lead: normal",
            "    files.read                   340   85%",
            "    http.in_flight                 2  100%    4 at once deny  50%",
            "    http.requests                 73  100%        5,000 deny   1%",
            "                                              50/1m throttle",
            "    coder: intervention, paused, 3 calls wait for files.read",
            "      files.read                 100   29%         100 pause 100%     12       3",
            "      llm.cost               $0.0031    0%",
            "      time.since_deliverable  4m 12s           above 5m warn  84%",
            "    tester: normal, paused, nothing used yet, 1 delivered (1m ago)",
            "  reviewer: normal, nothing used yet",
            "  by no agent:");
  }

  @Test
  void whatWaitsForAPersonSaysHowToAnswer() throws IOException {
    ledger.fillWithAgents();
    String pid = String.valueOf(ProcessHandle.current().pid());

    assertThat(ledger.text())
        .contains(
            "waiting for a yes or no: rein approve "
                + pid
                + " NUMBER, rein deny "
                + pid
                + " NUMBER")
        .anyMatch(line -> line.matches(" +7  lead +2m 5s  \\$3.06 an hour  aws ec2 .*~"));
  }

  @Test
  void theDocumentTellsAllLimitsAndWhoWaits() throws IOException {
    ledger.fillWithAgents();
    ledger.add(new LedgerEntry.Granted(AgentLedger.AT, 2, "files.read", "budget", 50));
    try (JvmView view = ledger.view()) {
      JsonObject jvm = jvm(view);
      JsonObject coder = account(jvm, "lead/coder");
      JsonObject http =
          account(jvm, "lead").getAsJsonObject("resources").getAsJsonObject("http.requests");

      assertThat(coder.get("waiting").getAsInt()).isEqualTo(3);
      assertThat(coder.get("waitingFor").getAsString()).isEqualTo("files.read");
      assertThat(account(jvm, "lead/tester").get("deliverables"))
          .hasToString("{\"test_passed\":1}");
      assertThat(coder.getAsJsonObject("resources").getAsJsonObject("files.read"))
          .isEqualTo(
              JsonParser.parseString(
                  """
                  {"used":100,"unit":"count","limit":150,"warn":130,"denied":12,"delayed":3,
                   "limits":[
                    {"kind":"budget","limit":150,"warn":130,"action":"pause","granted":50}]}
                  """));
      assertThat(http.get("limits").toString())
          .contains("{\"kind\":\"rate/1m\",\"limit\":50,\"warn\":null,\"action\":\"throttle\"");
      assertThat(jvm.get("approvals"))
          .isEqualTo(
              JsonParser.parseString(
                  """
                  [{"number":7,"account":"lead",
                    "target":"aws ec2 run-instances --count 4 --instance-type p4d.24xlarge",
                    "reason":"process \\"aws ec2*\\"","price":"$3.06 an hour",
                    "asked":"2026-11-21T03:01:29.123Z"}]
                  """));
      assertThat(jvm.get("policy")).hasToString("{\"source\":\"rein.yaml\",\"mode\":\"enforce\"}");
    }
  }

  @Test
  void nobodyWaitsInAJvmThatHasEnded() throws IOException {
    ledger.fillWithAgents();
    try (JvmView view = ledger.view()) {
      ledger.close();
      view.refresh(event -> {});

      assertThat(jvm(view).getAsJsonArray("approvals")).isEmpty();
      assertThat(account(jvm(view), "lead/coder").get("waiting").getAsInt()).isZero();
    }
  }

  @Test
  void ofAThousandAgentsTheBusiestAreShown() throws IOException {
    ledger.use(0, "files.read", 500_500);
    for (int i = 1; i <= 1000; i++) {
      String name = HOSTILE.get(i % HOSTILE.size()) + i;
      ledger.open(i, name.substring(0, Math.min(name.length(), 3000)), "jvm");
      ledger.use(i, "files.read", i);
    }
    ledger.add(new LedgerEntry.Controlled(AgentLedger.AT, 3, "pause", HOSTILE.get(1), ""));
    ledger.add(new LedgerEntry.Waiting(AgentLedger.AT, 4, 2, HOSTILE.get(2)));

    List<String> lines = ledger.text();

    assertThat(lines).allMatch(line -> line.length() <= 80).hasSizeLessThan(70);
    assertThat(lines)
        .allSatisfy(line -> assertThat(line.chars()).noneMatch(AgentTreeTest::isHarmful));
    assertThat(lines)
        .contains("  and 980 more")
        .filteredOn(line -> line.contains("paused"))
        .isNotEmpty();
    assertThat(lines.stream().filter(line -> line.contains("files.read "))).hasSize(21);
  }

  @Test
  void nothingThatAnAgentSaysCanSteerTheTerminal() throws IOException {
    int number = 1;
    for (String text : HOSTILE) {
      ledger.open(number, text, "jvm");
      ledger.use(number, text, 3);
      ledger.limit(number, text, text, 3, text);
      ledger.add(new LedgerEntry.Controlled(1, number, text, text, text));
      ledger.add(new LedgerEntry.PolicyChanged(1, text, text, number % 2 == 0, text));
      ledger.add(new LedgerEntry.Delivered(1, number, text, text, List.of(text)));
      ledger.add(new LedgerEntry.Granted(1, number, text, text, 3));
      ledger.add(new LedgerEntry.Waiting(1, number, 3, text));
      for (Approval.Step step : Approval.Step.values()) {
        ledger.add(new Approval(1, number, number, step, text, text, text, text));
      }
      ledger.add(
          new Approval(1, number, 100 + number, Approval.Step.ASKED, text, text, text, text));
      number++;
    }
    List<String> printed = new ArrayList<>(ledger.text());
    assertThat(printed).allMatch(line -> line.length() <= 80);
    for (Event event : ledger.events()) {
      printed.add(ViewText.line(event));
      printed.add(ViewJson.line(event));
    }
    try (JvmView view = ledger.view()) {
      printed.add(ViewJson.document("0.1.0", List.of(view)));
      assertThat(jvm(view).getAsJsonArray("approvals")).hasSize(HOSTILE.size());
    }

    assertThat(printed)
        .allSatisfy(line -> assertThat(line.chars()).noneMatch(AgentTreeTest::isHarmful));
  }

  @Test
  void aLedgerWhoseTreeIsNoneIsShownAsFarAsItIsOne() throws IOException {
    for (int i = 1; i < 3000; i++) {
      ledger.open(i, "deep" + i, i == 1 ? "jvm" : "deep" + (i - 1));
    }
    ledger.open(4001, "a", "b");
    ledger.open(4002, "b", "a");
    ledger.open(4003, "self", "self");
    ledger.open(4004, "orphan", "nobody");

    assertThat(ledger.text())
        .hasSizeLessThan(60)
        .contains("        deep10: normal, nothing used yet", "        and 1 more")
        .contains("orphan: normal, nothing used yet");
  }

  private static JsonObject jvm(JvmView view) {
    return JsonParser.parseString(ViewJson.document("0.1.0", List.of(view)))
        .getAsJsonObject()
        .getAsJsonArray("jvms")
        .get(0)
        .getAsJsonObject();
  }

  private static JsonObject account(JsonObject jvm, String id) {
    JsonArray accounts = jvm.getAsJsonArray("accounts");
    for (JsonElement account : accounts) {
      if (account.getAsJsonObject().get("id").getAsString().equals(id)) {
        return account.getAsJsonObject();
      }
    }
    throw new AssertionError("no account " + id);
  }

  /** But for a whole character of two halves, which is harmless. */
  private static boolean isHarmful(int c) {
    return c < 0x20
        || (c >= 0x7f && c < 0xa0)
        || c == 0x202e
        || c == 0x2066
        || c == 0x200f
        || c == 0xdb40;
  }
}
