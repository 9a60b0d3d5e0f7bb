package dev.rein.agent.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.rein.agent.ledger.LifecycleEntry.LeftOpen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditTest {
  private static final String HOSTILE = "x\033[2J\n<b>\u202e'; rm -rf ~; '" + "y".repeat(10_000);

  @TempDir private Path folder;

  @Test
  void whatLedgersSayIsHarmlessInEveryForm() {
    OpenItem item =
        new OpenItem(
            HOSTILE, "process", 7, HOSTILE, 1, HOSTILE, HOSTILE, "open", false, "gone", 0, null,
            HOSTILE);
    JvmAudit jvm = new JvmAudit(7, HOSTILE, "killed", 1, 1, HOSTILE, 1, 0, 1, 1, List.of(item), 3);
    Audit audit = new Audit(HOSTILE, List.of(jvm), List.of(new Cleanable("x", HOSTILE, 1, null)));

    assertThat(AuditText.lines(audit)).isNotEmpty().allMatch(AuditTest::isHarmless);
    assertThat(AuditData.csv(audit)).hasSize(3).allMatch(row -> isHarmless(row.strip()));
    String json = AuditData.json("0.1.0", audit);
    assertThat(isHarmless(json)).isTrue();
    assertThat(
            JsonParser.parseString(json)
                .getAsJsonObject()
                .getAsJsonArray("jvms")
                .get(0)
                .getAsJsonObject()
                .get("main")
                .getAsString())
        .isEqualTo(HOSTILE);
  }

  private static boolean isHarmless(String line) {
    return line.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == 0x202e);
  }

  @Test
  void aCommandIsGivenOnlyWhereItIsSafeToCopy() {
    assertThat(Shell.remove(Path.of("/tmp/x"))).isEqualTo("rm -r /tmp/x");
    assertThat(Shell.remove(Path.of("/tmp/a b'; x"))).isEqualTo("rm -r '/tmp/a b'\\''; x'");
    assertThat(Shell.remove(Path.of("/tmp"))).isNull();
    assertThat(Shell.remove(Path.of("/"))).isNull();
    assertThat(Shell.remove(Path.of("relative/x"))).isNull();
    assertThat(Shell.remove(Path.of("/tmp/../etc/x"))).isNull();
    assertThat(Shell.remove(Path.of("/tmp/a\nb"))).isNull();
  }

  @Test
  void filesAndProcessesAreLookedAt() throws IOException {
    Path file = Files.writeString(folder.resolve("left"), "12345");
    long self = ProcessHandle.current().pid();
    long start = ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();

    OpenItem there = item(LeftOpen.Kind.TEMP_FILE, 0, file.toString(), 1);
    assertThat(there.now()).isEqualTo("exists");
    assertThat(there.bytes()).isEqualTo(5);
    assertThat(there.command()).isEqualTo("rm -r " + file);
    assertThat(item(LeftOpen.Kind.TEMP_FILE, 0, file + "x", 1).command()).isNull();
    assertThat(item(LeftOpen.Kind.TEMP_FILE, 0, "\0", 1).now()).isEqualTo("gone");
    assertThat(item(LeftOpen.Kind.PROCESS, self, "java", start).now()).isEqualTo("running");
    assertThat(item(LeftOpen.Kind.PROCESS, self, "java", start - 60_000).now()).isEqualTo("gone");
    assertThat(item(LeftOpen.Kind.PROCESS, -1, "java", start).now()).isEqualTo("gone");
    assertThat(item(LeftOpen.Kind.SLOT, 0, "slot", 1).now()).isEqualTo("gone");
  }

  private static OpenItem item(LeftOpen.Kind kind, long id, String name, long started) {
    LeftOpen open =
        new LeftOpen(1, 0, 1, LeftOpen.Stage.OPEN, kind, id, name, started, "", "", false);
    return LookedAt.item(open, "jvm", false, null);
  }
}
