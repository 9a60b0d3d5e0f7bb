package dev.rein.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.rein.agent.config.Version;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerMeta;
import dev.rein.agent.ledger.LedgerWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerCommandsTest {
  @TempDir private Path dir;

  @Test
  void aTargetThatIsNotThereIsSaidInOneLine() throws Exception {
    for (String command : List.of("view", "events")) {
      ReinProcess.Ran unknownPid = run(command, "99999999", "--dir", dir.toString());
      assertThat(unknownPid.exitCode()).isEqualTo(ExitCode.NO_SUCH_TARGET);
      assertThat(unknownPid.err()).hasLineCount(1).contains("99999999", "rein ps");
      assertThat(unknownPid.out()).isEmpty();

      ReinProcess.Ran noDir = run(command, "--dir", dir.resolve("none").toString());
      assertThat(noDir.exitCode()).isEqualTo(ExitCode.NO_SUCH_TARGET);
      assertThat(noDir.err()).hasLineCount(1).contains("--dir");
    }
  }

  @Test
  void aDirWithoutLedgersIsAnEmptyDocument() throws Exception {
    ReinProcess.Ran ran = run("view", "--json", "--dir", dir.toString());

    assertThat(ran)
        .isEqualTo(
            new ReinProcess.Ran(0, "{\"rein\":\"" + Version.NUMBER + "\",\"jvms\":[]}\n", ""));
  }

  @Test
  void showsTheNewestJvmFirstAndOnesByPidAndFolder() throws Exception {
    ledger(11, "2026-11-21T03:03:34Z");
    ledger(22, "2026-11-22T03:03:34Z");
    LedgerFolder again = ledger(11, "2026-11-23T03:03:34Z");

    assertThat(pids(run("view", "--json", "--dir", dir.toString()))).containsExactly(11, 22, 11);
    ReinProcess.Ran byPid = run("view", "11", "--json", "--dir", dir.toString());
    assertThat(pids(byPid)).containsExactly(11);
    assertThat(byPid.out()).contains(again.path().toString());
    assertThat(pids(run("view", again.path().toString(), "--json"))).containsExactly(11);
  }

  @Test
  void withoutATerminalTheViewIsPrintedOnceAndEventsEndWithTheJvm() throws Exception {
    ledger(11, "2026-11-21T03:03:34Z");

    assertThat(run("view", "--dir", dir.toString()).out()).contains("11 host.Main  ended");
    ReinProcess.Ran events = run("events", "--follow", "--json", "--dir", dir.toString());
    assertThat(events.err()).isEmpty();
    assertThat(events.out().lines().map(JsonParser::parseString)).hasSize(2);
  }

  @Test
  void aDamagedLedgerDoesNotHideTheOthers() throws Exception {
    ledger(11, "2026-11-21T03:03:34Z");
    Path damaged = ledger(22, "2026-11-22T03:03:34Z").path().resolve("queue/metadata.cq4t");
    Files.write(damaged, new byte[100]);

    ReinProcess.Ran ran = run("view", "--json", "--dir", dir.toString());

    assertThat(ran.exitCode()).isZero();
    assertThat(pids(ran)).contains(11);
    assertThat(ran.err()).doesNotContain("\tat ");
  }

  private static List<Integer> pids(ReinProcess.Ran ran) {
    List<Integer> pids = new ArrayList<>();
    JsonParser.parseString(ran.out())
        .getAsJsonObject()
        .getAsJsonArray("jvms")
        .forEach(jvm -> pids.add(jvm.getAsJsonObject().get("pid").getAsInt()));
    return pids;
  }

  private LedgerFolder ledger(long pid, String started) throws IOException {
    Instant start = Instant.parse(started);
    LedgerFolder folder =
        LedgerFolder.create(dir, new LedgerMeta(pid, start, "host.Main", "0.1.0", start));
    LedgerWriter writer = LedgerWriter.start(() -> folder, sink -> {}, line -> {}, Thread::new);
    writer.offer(new LedgerEntry.Notice(start.toEpochMilli(), "info", "hello"));
    assertThat(writer.close("exit", Duration.ofSeconds(20))).isTrue();
    return folder;
  }

  private ReinProcess.Ran run(String... arguments) throws IOException, InterruptedException {
    return ReinProcess.run(dir, arguments);
  }
}
