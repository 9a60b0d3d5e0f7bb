package dev.rein.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent.Kind;
import dev.rein.agent.ledger.Ticket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final LedgerEntry DENIED =
      new LedgerEntry.LimitEvent(1, 0, Kind.DENIED, "files.read", 1, 1, "x");

  @TempDir private Path temp;
  private Path log = Path.of("");
  private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void aFolder() {
    log = temp.resolve("audit").resolve("audit.jsonl");
  }

  @Test
  void whatHadAnEffectIsThereWhenItsTicketSaysSo() throws IOException {
    AuditLog audit = start(log, 100, Duration.ofDays(1));
    for (int i = 0; i < 10; i++) {
      audit.offer(notice(i));
    }
    Ticket ticket = audit.offerAtOnce(DENIED);
    assertThat(ticket).isNotNull();
    assertThat(ticket != null && ticket.await(BOUND.toNanos())).isTrue();
    assertThat(Files.readAllLines(log)).hasSize(12).last().asString().contains("limit.denied");
    end(audit);
    assertThat(Files.readAllLines(log)).hasSize(13).last().asString().contains("stopped");
    assertThat(problems).isEmpty();
  }

  @Test
  void theRestIsWrittenWhenThereIsEnough() {
    AuditLog audit = start(log, 5, Duration.ofDays(1));
    for (int i = 0; i < 5; i++) {
      audit.offer(notice(i));
    }
    await(() -> Files.exists(log) && Files.readString(log).contains("notice 4"));
    end(audit);
  }

  @Test
  void orWhenTimeIsUp() {
    AuditLog audit = start(log, 100, Duration.ofMillis(1));
    audit.offer(notice(1));
    await(() -> Files.exists(log) && Files.readString(log).contains("notice 1"));
    end(audit);
  }

  @Test
  void itIsTriedAgainUntilItCanBeWrittenAndWhatIsMissingIsTold() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("audit"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    AuditLog audit = start(log, 100, Duration.ofMillis(1));
    await(() -> problems.size() == 1);
    int offered = 20_000;
    for (int i = 0; i < offered; i++) {
      audit.offer(notice(i));
    }
    assertThat(audit.offerAtOnce(DENIED)).isNull();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    await(() -> problems.size() == 2);
    end(audit);
    List<String> lines = Files.readAllLines(log);
    long notices = lines.stream().filter(line -> line.contains("\"notice ")).count();
    assertThat(lines)
        .filteredOn(line -> line.contains("audit.lost"))
        .singleElement()
        .asString()
        .contains("\"lost\":" + (offered - notices) + "}");
    assertThat(lines).anyMatch(line -> line.contains("limit.denied"));
    assertThat(problems.poll()).contains("cannot be written").doesNotContain("\n");
    assertThat(problems.poll()).contains("is written again");
  }

  private AuditLog start(Path file, int buffer, Duration delay) {
    return AuditLog.start(
        new AuditSettings(file, 100 << 20, Duration.ofDays(30), buffer, delay),
        () -> List.of(new LedgerEntry.Started(1, 1, "Main", "1", "21", "none", "enforce")),
        problems::add,
        Thread::new);
  }

  private static void end(AuditLog audit) {
    audit.close("exit");
    assertThat(audit.join(BOUND)).isTrue();
  }

  private static LedgerEntry notice(int number) {
    return new LedgerEntry.Notice(1, "info", "notice " + number);
  }

  /** What another thread does shows itself in files and lists only. */
  private static void await(Condition condition) {
    long end = System.nanoTime() + BOUND.toNanos();
    try {
      while (!condition.isMet()) {
        assertThat(System.nanoTime()).isLessThan(end);
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private interface Condition {
    boolean isMet() throws IOException;
  }
}
