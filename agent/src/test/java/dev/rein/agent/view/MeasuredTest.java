package dev.rein.agent.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.HotSpot;
import dev.rein.agent.ledger.LedgerEntry.HotSpots.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How CPU, memory, children, the host and hot spots are shown. */
class MeasuredTest {
  private static final long NOBODY_SAW = 1_000_000_000_000_000_000L;

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
  void anAccountIsGraspedAtAGlance() throws IOException {
    new MeasuredRun(ledger).fill();

    assertThat(ledger.text())
        .containsSequence(
            "                                used share             limit full denied delayed",
            "jvm: normal",
            "  cpu           1m 3s          31% ▅██▆▃▂▅██▆▃▂  ~400ms estimated",
            "  memory      7.1 GiB  113.9 MiB/s ▅▅▆▆▆▇▇▇████",
            "  children 2 live, 1m 11s cpu, rss 120.5 MiB",
            "  heap     210.0 MiB, 96.0 MiB live, rss 412.0 MiB, gc pauses 1.3s (1.1%)",
            "  host     cpu 62%, memory 71%, 43% of disk free",
            "  rein     0.2% of a core, 12.0 MiB allocated, 3ms late",
            "  host.cpu                       62%      above 85% throttle  72%",
            "  processes.spawned                5",
            "  threads.peak                    24",
            "  burner: normal",
            "    cpu           54.0s          26% ▄▇█▆▃▂▄▇█▆▃▂  ~400ms estimated",
            "    scratch: normal, nothing used yet",
            "  hoarder: normal",
            "    cpu            3.6s           1% ▂▂▂▂▂▂▂▂▂▂▂▂",
            "    memory      7.1 GiB  113.9 MiB/s ▅▅▆▆▆▇▇▇████",
            "    children 2 live, 1m 11s cpu, rss 120.5 MiB",
            "    memory.allocated         7.1 GiB   99%      8.0 GiB warn  88%",
            "    processes.spawned              5  100%",
            "  by no agent:",
            "    cpu.time                    6.0s    9%",
            "    memory.allocated         5.7 MiB    0%",
            "hot spots: cpu                          allocated",
            "  jvm",
            "    80% com.acme.search.Burner.search       72% byte[] ~HoarderFactory.copyOf",
            "     5% java.lang.Math.sin",
            "     4% com.acme.Hoarder.fill",
            "    threads: 79% burner-1, 10% G1 Conc#0, <1% main",
            "  burner",
            "    91% com.acme.search.Burner.search",
            "     6% java.lang.Math.sin",
            "  hoarder",
            "                                            73% byte[] ~HoarderFactory.copyOf",
            "                                            12% String java.lang.String.valueOf",
            "                                             5% int[] java.util.Arrays.copyOf",
            "last events");
  }

  @Test
  void aTerminalOfFewCharactersGetsThose() throws IOException {
    new MeasuredRun(ledger).fill();
    try (JvmView view = ledger.view()) {
      List<String> lines = ViewText.lines(List.of(view), AgentLedger.STARTED, Bars.ASCII);

      assertThat(lines).contains("  memory      7.1 GiB  113.9 MiB/s ==+++***####");
      assertThat(lines).allSatisfy(line -> assertThat(line.chars()).allMatch(c -> c < 0x7f));
    }
  }

  @Test
  void aDeadJvmIsShownAsItWasWhenItDied() throws IOException {
    new MeasuredRun(ledger).fill();
    Instant end = Instant.ofEpochMilli(MeasuredRun.END);
    try (JvmView view = ledger.view()) {
      List<String> living = ViewText.lines(List.of(view), end, Bars.BLOCKS);
      List<String> idle = ViewText.lines(List.of(view), end.plusSeconds(60), Bars.BLOCKS);
      ledger.close();
      view.refresh(event -> {});
      List<String> dead = ViewText.lines(List.of(view), end.plusSeconds(9000), Bars.BLOCKS);

      // The end has a time of its own, and with that the whole run.
      assertThat(dead.subList(1, 25))
          .filteredOn(line -> !line.matches("  (heap|rein) .*"))
          .isSubsetOf(living)
          .contains("    cpu           54.0s          26% ▄▇█▆▃▂▄▇█▆▃▂  ~400ms estimated");
      assertThat(idle)
          .contains("  memory      7.1 GiB              ███▁▁▁▁▁▁▁▁▁")
          .contains("  heap     210.0 MiB, 96.0 MiB live, rss 412.0 MiB, gc pauses 1.3s (0.7%)");
    }
  }

  @Test
  void withoutAShareOfAllProcessorsThereAreThoseThatAnAccountKeepsBusy() throws IOException {
    new MeasuredRun(ledger).declare();
    for (int second = 1; second <= 20; second++) {
      ledger.useAt(AgentLedger.AT + 1000L * second, 0, "cpu.time", 1730);
    }

    assertThat(ledger.text())
        .contains("  cpu           34.6s   1.73 cores █▇▇")
        .noneMatch(line -> line.matches(" +(memory|children|heap|host|rein|cpu\\.time) .*"));
  }

  @Test
  void theDocumentHasHotSpotsAndOnlyLevelsThatWereLookedAt() throws IOException {
    new MeasuredRun(ledger).fill();
    try (JvmView view = ledger.view()) {
      JsonArray accounts = accounts(view);
      JsonObject jvm = accounts.get(0).getAsJsonObject();
      JsonObject hoarder = accounts.get(3).getAsJsonObject();

      assertThat(accounts.get(1).getAsJsonObject().get("hotSpots"))
          .isEqualTo(
              JsonParser.parseString(
                  """
                  {"methods":[{"name":"com.acme.search.Burner.search","share":0.912},
                              {"name":"java.lang.Math.sin","share":0.061}],
                   "allocations":[],"threads":[]}
                  """));
      assertThat(accounts.get(2).getAsJsonObject().has("hotSpots")).isFalse();
      assertThat(hoarder.getAsJsonObject("resources").keySet())
          .contains("cpu.time", "cpu.time.estimated", "cpu.share", "processes.rss")
          .doesNotContain("host.cpu", "memory.heap", "gc.pause", "rein.cpu");
      assertThat(jvm.getAsJsonObject("resources").keySet())
          .contains("host.cpu", "memory.heap", "gc.pause", "rein.cpu");
      assertThat(jvm.get("unattributed"))
          .isEqualTo(JsonParser.parseString("{\"cpu.time\":6000,\"memory.allocated\":6000000}"));
    }
  }

  @Test
  void noNumberOfABrokenLedgerIsTooWide() throws IOException {
    new MeasuredRun(ledger).fill();
    for (String resource : List.of("host.cpu", "cpu.share", "disk.free", "rein.lag", "rein.cpu")) {
      ledger.useAt(MeasuredRun.END, 0, resource, NOBODY_SAW);
      ledger.useAt(MeasuredRun.END, 1, resource, -NOBODY_SAW);
    }
    for (String resource : List.of("cpu.time", "memory.allocated", "processes.rss", "gc.pause")) {
      for (long at : new long[] {Long.MIN_VALUE, -1, MeasuredRun.END, Long.MAX_VALUE}) {
        ledger.useAt(at, 0, resource, NOBODY_SAW);
        ledger.useAt(at, 1, resource, -NOBODY_SAW);
        ledger.useAt(at, 3, resource, Long.MAX_VALUE);
      }
    }
    ledger.limit(1, "cpu.share", "above", NOBODY_SAW, "throttle");

    assertThat(ledger.text()).allMatch(line -> line.length() <= Lines.WIDTH);
  }

  @Test
  void ofHotSpotsOnlyTheLastAreKept() {
    LedgerState state = new LedgerState();
    state.apply(new LedgerEntry.AccountOpened(1, 0, "jvm", null));
    String endless = "com.acme.".repeat(100) + "Main.main\033[2J\uD83D\uDE00";
    List<HotSpot> many = Collections.nCopies(1000, new HotSpot(endless, 400_000));
    for (int i = 0; i < 1_000_000; i++) {
      Subject subject = Subject.values()[i % 3];
      state.apply(
          new LedgerEntry.HotSpots(i, i % 2000, subject, i < 5 ? many : many.subList(0, 2)));
    }

    assertThat(state.events()).hasSize(1);
    assertThat(state.accounts()).filteredOn(AccountState::hasHotSpots).hasSize(500);
    Lines lines = new Lines();
    new HotText(new AccountTree(state.accounts()), lines).print(state.accounts());
    assertThat(lines.all())
        .hasSizeLessThan(20)
        .contains("  and of 496 more")
        .allMatch(line -> line.length() <= Lines.WIDTH && !line.contains("\033"))
        .anyMatch(line -> line.startsWith("   100% ~"));
  }

  private static JsonArray accounts(JvmView view) {
    JsonElement document = JsonParser.parseString(ViewJson.document("0.1.0", List.of(view)));
    return document
        .getAsJsonObject()
        .getAsJsonArray("jvms")
        .get(0)
        .getAsJsonObject()
        .getAsJsonArray("accounts");
  }
}
