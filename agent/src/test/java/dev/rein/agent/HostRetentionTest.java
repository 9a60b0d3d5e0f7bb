package dev.rein.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostRetentionTest {
  /** Far from the time at which the test makes its files, so that none of them is young. */
  private static final Instant NOW = Instant.parse("2126-11-29T12:10:00Z");

  @TempDir private Path dir;

  @Test
  void looksAtOnceAndThenWithEachHour() throws IOException {
    HostRetention retention = retention(Duration.ofDays(7));
    Path first = old();
    tick(retention, NOW);
    assertThat(first).doesNotExist();

    Path second = old();
    tick(retention, NOW.plus(Duration.ofMinutes(49)));
    assertThat(second).exists();
    tick(retention, NOW.plus(Duration.ofMinutes(50)));
    assertThat(second).doesNotExist();
  }

  @Test
  void saysWhatWentAndWhy() {
    Retention.Removed both = new Retention.Removed(2, 1, 120_040_000);
    assertThat(retention(Duration.ofDays(7)).text(both))
        .isEqualTo(
            "removed 3 files of ledgers, 120.0 MB: 2 older than 7 days, 1 to stay below 500.0 MB");
    assertThat(retention(Duration.ofHours(36)).text(new Retention.Removed(1, 0, 70_000)))
        .isEqualTo("removed 1 file of ledgers, 0.1 MB: 1 older than 36 hours");
    assertThat(retention(Duration.ofDays(1)).text(new Retention.Removed(0, 2, 4_000_000)))
        .isEqualTo("removed 2 files of ledgers, 4.0 MB: 2 to stay below 500.0 MB");
  }

  private HostRetention retention(Duration age) {
    return new HostRetention(new Retention(dir, age, 500_000_000), new HostLedger());
  }

  private static void tick(HostRetention retention, Instant now) {
    retention.tick(now.toEpochMilli());
    retention.close(20_000);
  }

  /** A ledger of long ago. */
  private Path old() throws IOException {
    Path ledger = Files.createDirectories(dir.resolve("5-20260101T000000.000Z"));
    Path queue = Files.createDirectories(ledger.resolve("queue"));
    for (Path file : new Path[] {ledger.resolve("meta.json"), queue.resolve("20260101-00F.cq4")}) {
      Files.writeString(file, "x");
      Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(9))));
    }
    return ledger;
  }
}
