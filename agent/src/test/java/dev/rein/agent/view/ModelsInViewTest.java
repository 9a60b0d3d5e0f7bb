package dev.rein.agent.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.ModelEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of models and tools in the documents, the lines and the events. */
class ModelsInViewTest {
  private static final String HOSTILE = "\u001b[31m<script>\u202e\r\n\"=1+1,';" + "x".repeat(9_000);

  @TempDir private Path dir;

  private AgentLedger ledger;

  @BeforeEach
  void write() throws IOException {
    ledger = new AgentLedger(dir);
    ledger.fillWithAgents();
    ledger.fillWithModels();
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private JsonObject account(String id) throws IOException {
    try (JvmView view = ledger.view()) {
      JsonObject document =
          JsonParser.parseString(ViewJson.document("1", List.of(view))).getAsJsonObject();
      JsonArray accounts =
          document.getAsJsonArray("jvms").get(0).getAsJsonObject().getAsJsonArray("accounts");
      for (JsonElement account : accounts) {
        if (account.getAsJsonObject().get("id").getAsString().equals(id)) {
          return account.getAsJsonObject();
        }
      }
    }
    throw new AssertionError("no account " + id);
  }

  @Test
  void theDocumentHasARowForEachModelAndDay() throws IOException {
    JsonObject coder = account("lead/coder");

    assertThat(coder.get("models"))
        .isEqualTo(
            JsonParser.parseString(
                """
                [{"provider":"openai","model":"gpt-4o-mini","day":"2026-11-21","calls":3,
                  "failed":2,"inputTokens":2000,"outputTokens":200,"cachedTokens":1000,
                  "cacheWrittenTokens":0,"cost":"0.00042","unpriced":0,"estimated":0},
                 {"provider":"openai","model":"gpt-4o-mini","day":"2026-11-20","calls":1,
                  "failed":0,"inputTokens":1000,"outputTokens":100,"cachedTokens":500,
                  "cacheWrittenTokens":0,"cost":"0.00021","unpriced":0,"estimated":0}]
                """));
    assertThat(coder.get("tools"))
        .isEqualTo(
            JsonParser.parseString("[{\"name\":\"searchFlights\",\"calls\":2,\"failed\":1}]"));
    assertThat(account("reviewer").getAsJsonArray("models")).isEmpty();
  }

  @Test
  void anAccountsRowsHaveThoseBelowIt() throws IOException {
    for (String id : List.of("lead", "jvm")) {
      JsonArray models = account(id).getAsJsonArray("models");
      assertThat(models).hasSize(4);
      JsonObject dearest = models.get(0).getAsJsonObject();
      assertThat(dearest.get("model").getAsString()).isEqualTo("claude-sonnet-4-5");
      assertThat(dearest.get("cost").getAsString()).isEqualTo("0.0285");
      assertThat(dearest.get("estimated").getAsLong()).isEqualTo(1);
      assertThat(account(id).getAsJsonArray("tools")).hasSize(1);
    }
  }

  @Test
  void theRowsOfModelsAreCommaSeparatedToo() throws IOException {
    ledger.add(AgentLedger.call(AgentLedger.AT, 4, "=1+1,\"x\"\n", 200, 10, 10));
    try (JvmView view = ledger.view()) {
      List<String> rows = ViewCsv.models(List.of(view));
      assertThat(rows.get(0)).startsWith("pid,main,state,account,provider,model,day,calls,");
      assertThat(rows)
          .contains(
              ProcessHandle.current().pid()
                  + ",com.acme.AgentHost,running,lead/coder,openai,gpt-4o-mini,2026-11-21,"
                  + "3,2,2000,200,1000,0,0.00042,0,0\r")
          .anyMatch(row -> row.contains(",openai,\"'=1+1,\"\"x\"\"\\u000a\",2026-11-21,1,"));
    }
  }

  @Test
  void theLinesSayTokensAndMoneyInWords() throws IOException {
    assertThat(String.join("\n", ledger.text()))
        .contains("models   4 calls (2 failed), 3,000 tokens in (1,500 cached), 300 out")
        .contains("money    $0.00063, $0.00042 of it today")
        .contains("money    $0.02913, $0.02892 of it today")
        .contains("         1 call without a known price, 1 call estimated")
        .contains("tools    searchFlights 2 (1 failed)");
    assertThat(ledger.text()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void eventsGoByOpenTelemetrysNames() throws IOException {
    List<Event> events = ledger.events();
    Event call = first(events, "model.called");

    assertThat(call.severity()).isEqualTo("info");
    assertThat(call.message())
        .isEqualTo(
            "openai gpt-4o-mini: 1,000 tokens in (500 from the cache), 100 out, $0.00021, 900ms");
    assertThat(call.details())
        .containsEntry("gen_ai.provider.name", "openai")
        .containsEntry("gen_ai.response.model", "gpt-4o-mini")
        .containsEntry("gen_ai.usage.input_tokens", 1_000L)
        .containsEntry("gen_ai.usage.output_tokens", 100L)
        .containsEntry("gen_ai.usage.cache_read.input_tokens", 500L)
        .containsEntry("http.response.status_code", 200)
        .containsEntry("cost", "0.00021");
    assertThat(events)
        .filteredOn(event -> event.type().equals("model.called"))
        .extracting(Event::message)
        .contains(
            "openai gpt-4o-mini: failed with 429",
            "openai gpt-4o-mini: failed with 500",
            "openai unheard-of: 3,000 tokens in (1,500 from the cache), 300 out,"
                + " price not known, 900ms",
            "anthropic claude-sonnet-4-5: about 7,000 tokens in, 500 out, $0.0285, 4.2s");
    assertThat(first(events, "tool.called").details())
        .containsEntry("gen_ai.tool.name", "searchFlights");
    assertThat(first(events, "tool.loop").message())
        .isEqualTo("calls searchFlights with the same arguments, 5 times in a row");
    assertThat(events)
        .filteredOn(event -> event.details().containsKey("error.type"))
        .extracting(event -> event.details().get("error.type"))
        .containsExactly("429", "500", "_OTHER");
  }

  @Test
  void aWindowIsToldOnceItIsLow() throws IOException {
    assertThat(ledger.events())
        .filteredOn(event -> event.type().equals("model.window_low"))
        .extracting(Event::message)
        .containsExactly("https://api.openai.com has 40 of 500 requests left, anew in 2.5s");
    try (JvmView view = ledger.view()) {
      assertThat(view.content().windows().all())
          .singleElement()
          .satisfies(window -> assertThat(window.remaining()).isEqualTo(39));
    }
  }

  @Test
  void callsPushNothingOutOfTheLastEvents() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      ledger.add(AgentLedger.call(AgentLedger.AT, 2, "gpt-4o-mini", 200, i, i));
    }
    try (JvmView view = ledger.view()) {
      assertThat(view.content().events()).extracting(Event::type).contains("limit.paused");
      assertThat(view.content().events()).noneMatch(Event::isRoutine);
      assertThat(view.content().routine()).hasSize(100).allMatch(Event::isRoutine);
    }
    assertThat(String.join("\n", ledger.text())).contains("calls searchFlights with the same");
  }

  @Test
  void namesOfModelsAndToolsAreHarmless() throws IOException {
    ledger.add(AgentLedger.call(AgentLedger.AT, 4, HOSTILE, 200, 10, 10));
    ledger.add(AgentLedger.call(AgentLedger.AT, 4, HOSTILE, 500, 0, -1));
    ledger.add(new ModelEntry.ToolCalled(AgentLedger.AT, 4, HOSTILE, true, 1));
    ledger.add(new ModelEntry.LoopNoticed(AgentLedger.AT, 4, HOSTILE, 9));
    ledger.add(new ModelEntry.RateWindow(AgentLedger.AT, 4, HOSTILE, HOSTILE, 100, 1, -1));

    for (String line : ledger.text()) {
      assertThat(line).hasSizeLessThanOrEqualTo(80).doesNotContain("\u001b", "\u202e", "\r");
    }
    try (JvmView view = ledger.view()) {
      assertThat(ViewJson.document("1", List.of(view))).doesNotContain("\u001b", "\u202e");
    }
    for (Event event : ledger.events()) {
      assertThat(ViewText.line(event)).hasSizeLessThan(2_000).doesNotContain("\u001b", "\n");
    }
  }

  @Test
  void nonsenseInALedgerIsToldAsFarAsItGoes() throws IOException {
    ledger.add(
        new ModelEntry.ModelTotals(
            AgentLedger.AT, 4, "x", "y", Long.MAX_VALUE, 1, 2, 3, 4, 5, 6, Long.MAX_VALUE, 8, 9));
    ledger.add(AgentLedger.call(Long.MIN_VALUE, 4, "", 200, Long.MAX_VALUE, Long.MAX_VALUE));

    JsonArray models = account("reviewer").getAsJsonArray("models");
    assertThat(models).hasSize(2);
    assertThat(models.get(0).getAsJsonObject().get("day").isJsonNull()).isTrue();
    assertThat(String.join("\n", ledger.text())).contains("$18,446,744.07");
  }

  private static Event first(List<Event> events, String type) {
    return events.stream().filter(event -> event.type().equals(type)).findFirst().orElseThrow();
  }

  @Test
  void theTellerTellsTheSame() throws IOException {
    EventTeller teller = new EventTeller();
    LedgerEntry opened = new LedgerEntry.AccountOpened(0, 2, "coder", null);
    Event unused = teller.next(opened);

    assertThat(teller.next(window(500))).isNull();
    assertThat(teller.next(window(3))).isNotNull();
    assertThat(teller.next(window(2))).isNull();
    assertThat(teller.next(window(499))).isNull();
    assertThat(teller.next(window(1))).isNotNull();
  }

  private static ModelEntry.RateWindow window(long remaining) {
    return new ModelEntry.RateWindow(0, 2, "https://x.org", "tokens", 500, remaining, -1);
  }
}
