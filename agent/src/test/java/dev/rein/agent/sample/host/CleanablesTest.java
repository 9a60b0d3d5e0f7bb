package dev.rein.agent.sample.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.account.NanoClock;
import dev.rein.agent.sample.host.Cleanables.Cleanable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What could be cleaned is found, and nothing else. */
final class CleanablesTest {
  private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");

  @TempDir Path folder;

  private Cleanables search() {
    return new Cleanables(NanoClock.SYSTEM, NOW.toEpochMilli(), child -> true);
  }

  private Path file(String name, long size) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(size);
    }
    return file;
  }

  private static void age(Path file, int days) throws IOException {
    Path unused = Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(days))));
  }

  @Test
  void oldFilesOfTemp() throws IOException {
    age(file("temp/a", 1_000), 8);
    age(file("temp/b/c", 200), 30);
    age(file("temp/new", 5_000), 6);
    Path outside = file("elsewhere/old", 9_000);
    age(outside, 30);
    Path unused = Files.createSymbolicLink(folder.resolve("temp/link"), outside.getParent());
    Path temp = folder.resolve("temp");
    assertThat(search().old(temp).found())
        .containsExactly(new Cleanable(1_200, "older than 7 days in " + temp));
  }

  @Test
  void logsAndCachesWhenTheyAreLarge() throws IOException {
    file("logs/app.log", 100_000_001);
    file("logs/small.log", 100_000);
    file("logs/data.db", 900_000_000);
    Path logs = folder.resolve("logs");
    assertThat(search().logs(logs).cache(logs).found())
        .containsExactly(
            new Cleanable(1_000_100_001, "of caches in " + logs),
            new Cleanable(100_000_001, "of logs over 100 MB in " + logs));
    assertThat(search().cache(folder.resolve("not-there")).found()).isEmpty();
  }

  @Test
  void onlyOnTheVolume() throws IOException {
    file("ended/queue", 700);
    Path ended = folder.resolve("ended");
    Cleanables elsewhere =
        new Cleanables(NanoClock.SYSTEM, NOW.toEpochMilli(), child -> !child.equals(ended));
    assertThat(elsewhere.unneeded(List.of(ended), "of ledgers").found()).isEmpty();
    assertThat(search().unneeded(List.of(ended), "of ledgers").found())
        .containsExactly(new Cleanable(700, "of ledgers"));
  }

  @Test
  void endsWhenItHasLookedForLong() throws IOException {
    file("temp/a", 1_000);
    long[] now = {0};
    Cleanables search = new Cleanables(() -> now[0] += 1_000_000_000L, 0, child -> true);
    assertThat(search.cache(folder).isIncomplete()).isTrue();
  }
}
