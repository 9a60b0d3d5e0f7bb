package dev.rein.agent.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.Delta;
import dev.rein.agent.ledger.LedgerEntry.HostUse;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent.Kind;
import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerMeta;
import dev.rein.agent.ledger.LedgerWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderingTest {
  private static final Duration PLENTY = Duration.ofSeconds(20);
  private static final Instant STARTED = Instant.parse("2026-11-21T03:03:34.123Z");
  private static final String HOSTILE = "\033[2J\n\u009b1m\u202e\r\uD800\uDB40\uDC01";

  @TempDir private Path dir;

  @Test
  void theDocumentIsAsPromised() throws IOException {
    LedgerFolder folder = ledger("host.AgentHost", "exit");
    try (JvmView view = JvmView.open(folder)) {
      view.refresh(event -> {});

      JsonObject document =
          JsonParser.parseString(ViewJson.document("0.1.0", List.of(view))).getAsJsonObject();

      String expected =
          """
          {"rein":"0.1.0","jvms":[{"pid":%d,"main":"host.AgentHost","state":"ended",
           "started":"2026-11-21T03:03:34.123Z","folder":"%s",
           "accounts":[{"id":"jvm","parent":null,"phase":"warning","paused":false,
            "terminated":false,"waiting":0,"waitingFor":null,"deliverables":{},
            "resources":{
             "file.bytes.read":
              {"used":2048,"unit":"bytes","limit":null,"warn":null,"denied":0,"delayed":0,
               "limits":[]},
             "files.read":
              {"used":12,"unit":"count","limit":100,"warn":80,"denied":1,"delayed":2,
               "limits":[
                {"kind":"budget","limit":100,"warn":80,"action":"deny","granted":0}]}},
            "models":[],"tools":[]}],
           "hosts":[
            {"host":"api.example.com","resources":{"http.requests":3,"net.bytes.sent":4096}},
            {"host":"%s","resources":{"net.connects":1}}],
           "rateWindows":[],
           "approvals":[],"policy":{"source":"rein.yaml","mode":"enforce"},"remarks":[]}]}
          """
              .formatted(ProcessHandle.current().pid(), folder.path(), "host.AgentHost");
      assertThat(document).isEqualTo(JsonParser.parseString(expected));
    }
  }

  @Test
  void noJvmIsADocumentToo() {
    assertThat(ViewJson.document("0.1.0", List.of())).isEqualTo("{\"rein\":\"0.1.0\",\"jvms\":[]}");
  }

  @Test
  void eventsHaveTheFieldsThatArePromised() throws IOException {
    List<Event> events = events(ledger("host.AgentHost", "exit"));

    JsonArray types = new JsonArray();
    for (Event event : events) {
      JsonObject line = JsonParser.parseString(ViewJson.line(event)).getAsJsonObject();
      assertThat(line.keySet())
          .containsExactly(
              "timestamp",
              "type",
              "severity",
              "account",
              "resource",
              "job",
              "tenant",
              "message",
              "details");
      types.add(line.get("type"));
    }
    assertThat(types)
        .extracting(JsonElement::getAsString)
        .containsExactly("started", "account.opened", "limit.denied", "phase.changed", "stopped");
    JsonObject denied = JsonParser.parseString(ViewJson.line(events.get(2))).getAsJsonObject();
    assertThat(denied.get("account").getAsString()).isEqualTo("jvm");
    assertThat(denied.get("resource").getAsString()).isEqualTo("files.read");
    assertThat(denied.get("details").toString())
        .isEqualTo("{\"limit\":100,\"target\":\"/etc/passwd\",\"used\":100}");
  }

  @Test
  void aJvmWithoutAStopIsRunningOrWasKilled() throws IOException {
    Instant start = ProcessHandle.current().info().startInstant().orElseThrow();

    assertThat(state(ProcessHandle.current().pid(), start)).isEqualTo("running");
    assertThat(state(ProcessHandle.current().pid(), start.minusSeconds(60))).isEqualTo("killed");
    assertThat(state(Integer.MAX_VALUE - 1L, start)).isEqualTo("killed");
  }

  @Test
  void textFitsEightyColumnsAndSaysWhatMatters() throws IOException {
    try (JvmView view = JvmView.open(ledger("host.AgentHost" + "x".repeat(200), "exit"))) {
      view.refresh(event -> {});

      List<String> lines = ViewText.lines(List.of(view), STARTED, Bars.BLOCKS);

      assertThat(lines).allMatch(line -> line.length() <= 80);
      assertThat(String.join("\n", lines))
          .contains("ended", "jvm: warning", "2.0 KiB", "12%", "denied: files.read at 100 of 100")
          .contains("api.example.com", "4.0 KiB");
    }
  }

  @Test
  void nothingFromALedgerCanSteerTheTerminal() throws IOException {
    LedgerFolder folder = ledger(HOSTILE, HOSTILE);
    try (JvmView view = JvmView.open(folder)) {
      List<String> printed = new ArrayList<>();
      view.refresh(
          event -> {
            printed.add(ViewText.line(event));
            printed.add(ViewJson.line(event));
          });
      printed.addAll(ViewText.lines(List.of(view), STARTED, Bars.BLOCKS));
      String document = ViewJson.document("0.1.0", List.of(view));
      printed.add(document);

      assertThat(printed)
          .allSatisfy(line -> assertThat(line.chars()).noneMatch(RenderingTest::isHarmful));
      assertThat(main(document)).isEqualTo(folder.meta().main());
    }
  }

  private static boolean isHarmful(int c) {
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x202e || Character.isSurrogate((char) c);
  }

  private static String main(String document) {
    return JsonParser.parseString(document)
        .getAsJsonObject()
        .getAsJsonArray("jvms")
        .get(0)
        .getAsJsonObject()
        .get("main")
        .getAsString();
  }

  private static List<Event> events(LedgerFolder folder) throws IOException {
    try (JvmView view = JvmView.open(folder)) {
      List<Event> events = new ArrayList<>();
      view.refresh(events::add);
      return events;
    }
  }

  private String state(long pid, Instant processStart) throws IOException {
    LedgerMeta meta = new LedgerMeta(pid, processStart, "host.Main", "0.1.0", STARTED);
    try (JvmView view = JvmView.open(LedgerFolder.create(dir, meta))) {
      view.refresh(event -> {});
      return view.state();
    }
  }

  private LedgerFolder ledger(String main, String reason) throws IOException {
    LedgerFolder folder =
        LedgerFolder.create(
            dir, new LedgerMeta(ProcessHandle.current().pid(), null, main, "0.1.0", STARTED));
    LedgerWriter writer = LedgerWriter.start(() -> folder, sink -> {}, line -> {}, Thread::new);
    long at = STARTED.toEpochMilli();
    writer.offer(new LedgerEntry.Started(at, 1, main, "0.1.0", "17", "rein.yaml", "enforce"));
    writer.offer(
        new LedgerEntry.Resources(
            at,
            List.of(
                new ResourceName("files.read", "count", false, true),
                new ResourceName("file.bytes.read", "bytes", false, true))));
    writer.offer(new LedgerEntry.AccountOpened(at, 0, "jvm", null));
    writer.offer(new LedgerEntry.LimitSet(at, 0, "files.read", "budget", 100, 80, "deny"));
    writer.offer(
        new LedgerEntry.Counters(
            at,
            0,
            List.of(new Delta("files.read", 12, 1, 2), new Delta("file.bytes.read", 2048, 0, 0))));
    writer.offer(
        new LedgerEntry.HostCounters(
            at,
            "api.example.com",
            List.of(new HostUse("http.requests", 3), new HostUse("net.bytes.sent", 4096))));
    writer.offer(new LedgerEntry.HostCounters(at, main, List.of(new HostUse("net.connects", 1))));
    writer.offer(new LimitEvent(at, 0, Kind.DENIED, "files.read", 100, 100, "/etc/passwd"));
    writer.offer(new LedgerEntry.PhaseChanged(at, 0, "normal", "warning", reason));
    assertThat(writer.close(reason, PLENTY)).isTrue();
    return folder;
  }
}
