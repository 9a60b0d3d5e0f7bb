package dev.rein.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  private static final long NO_SUCH_PID = 99_999_999;

  /** Far from the time at which the test makes its files, so that none of them is young. */
  private static final Instant NOW = Instant.parse("2126-11-29T12:00:00Z");

  private static final long FILE = 100_000;

  @TempDir private Path dir;

  private Path ended;

  @BeforeEach
  void anEndedJvm() throws IOException {
    ended = ledger(NO_SUCH_PID, 1, 10, 8, 3);
  }

  /** A ledger with files that were last written so many days ago. */
  private Path ledger(long pid, int second, int... days) throws IOException {
    LedgerMeta meta =
        new LedgerMeta(
            pid, null, "Main", "1", Instant.parse("2026-11-19T03:03:00Z").plusSeconds(second));
    Path folder = LedgerFolder.create(dir, meta).path();
    Files.writeString(folder.resolve(LiveMark.NAME), "");
    Files.writeString(folder.resolve("queue/metadata.cq4t"), "x");
    Files.writeString(folder.resolve("rein.log"), "a line");
    for (int day : days) {
      Files.writeString(folder.resolve("queue/" + file(day)), "x".repeat((int) FILE));
      touch(folder.resolve("queue/" + file(day)), day);
    }
    int newest = days[days.length - 1];
    for (String name : List.of("meta.json", "rein.log", LiveMark.NAME, "queue/metadata.cq4t")) {
      touch(folder.resolve(name), newest);
    }
    return folder;
  }

  /** Older ones come first. */
  private static String file(int days) {
    return "2026" + (1000 - days) + "-00F.cq4";
  }

  private static void touch(Path file, int daysAgo) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(daysAgo))));
  }

  private List<String> left(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.resolve("queue"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".cq4"))
          .sorted()
          .toList();
    }
  }

  private Retention.@Nullable Removed prune(int days, long bytes, @Nullable Path own)
      throws IOException {
    return new Retention(dir, Duration.ofDays(days), bytes).prune(NOW, own);
  }

  @Test
  void filesThatAreTooOldGoAndTheLedgerStaysWhileItHasOne() throws IOException {
    assertThat(prune(7, 1 << 30, null)).isEqualTo(new Retention.Removed(2, 0, 2 * FILE));
    assertThat(left(ended)).containsExactly(file(3));
    assertThat(prune(7, 1 << 30, null)).isEqualTo(new Retention.Removed(0, 0, 0));
    assertThat(prune(2, 1 << 30, null)).isEqualTo(new Retention.Removed(1, 0, FILE));
    assertThat(ended).doesNotExist();
  }

  @Test
  void beyondTheSizeTheOldestGoWhoeverTheyAreOf() throws IOException {
    Path other = ledger(NO_SUCH_PID, 2, 9, 4);

    assertThat(prune(99, 2 * FILE + 1000, null)).isEqualTo(new Retention.Removed(0, 3, 3 * FILE));

    assertThat(left(ended)).containsExactly(file(3));
    assertThat(left(other)).containsExactly(file(4));
  }

  @Test
  void ofItsOwnLedgerTheLastFileStays() throws IOException {
    assertThat(prune(1, 0, ended)).isEqualTo(new Retention.Removed(2, 0, 2 * FILE));

    assertThat(left(ended)).containsExactly(file(3));
  }

  @Test
  void ofAJvmThatHoldsItsMarkNothingGoesAndNothingYoungerMakesRoomForIt() throws Exception {
    Path young = ledger(NO_SUCH_PID, 2, 1);
    Process writer =
        OtherProcess.builder(MarkHolder.class, List.of(), ended)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(writer.inputReader().readLine()).isEqualTo("held");
      touch(ended.resolve(LiveMark.NAME), 3);

      assertThat(prune(7, 2 * FILE + 1000, null)).isEqualTo(new Retention.Removed(0, 0, 0));
      assertThat(left(ended)).hasSize(3);
      assertThat(left(young)).hasSize(1);
    } finally {
      writer.destroyForcibly().waitFor();
    }
    assertThat(prune(7, 1 << 30, null)).isEqualTo(new Retention.Removed(2, 0, 2 * FILE));
  }

  /** Holds the mark of a folder until it is killed. */
  static final class MarkHolder {
    private MarkHolder() {}

    public static void main(String[] args) throws IOException {
      Path folder = Path.of(args[0]);
      Files.delete(folder.resolve(LiveMark.NAME));
      LiveMark mark = LiveMark.set(folder);
      System.out.println("held");
      int unused = System.in.read();
      mark.close();
    }
  }

  @Test
  void oneWithoutALockIsLeftAloneAsLongAsItsMarkIsRenewed() throws IOException {
    Path mark = ended.resolve(LiveMark.NAME);
    Files.setLastModifiedTime(mark, FileTime.from(NOW.minus(Duration.ofMinutes(61))));

    assertThat(prune(1, 0, null)).isEqualTo(new Retention.Removed(0, 0, 0));
  }

  @Test
  void anOldFolderWithoutAMarkNeedsADayOfSilence() throws IOException {
    Files.delete(ended.resolve(LiveMark.NAME));
    Path log = ended.resolve("rein.log");
    Files.setLastModifiedTime(log, FileTime.from(NOW.minus(Duration.ofHours(20))));
    assertThat(prune(1, 0, null)).isEqualTo(new Retention.Removed(0, 0, 0));

    Files.setLastModifiedTime(log, FileTime.from(NOW.minus(Duration.ofHours(25))));
    assertThat(prune(1, 0, null)).isEqualTo(new Retention.Removed(3, 0, 3 * FILE));
  }

  @Test
  void oneWithoutAMarkWhoseProcessLivesIsLeftAlone() throws IOException {
    Path alive = ledger(ProcessHandle.current().pid(), 2, 9);
    Files.delete(alive.resolve(LiveMark.NAME));

    assertThat(prune(1, 0, null)).isEqualTo(new Retention.Removed(3, 0, 3 * FILE));
    assertThat(left(alive)).hasSize(1);
  }

  @Test
  void whatIsYoungerThanTwoHoursStaysHoweverMuchItIs() throws IOException {
    Path killed = ledger(NO_SUCH_PID, 2, 0);

    assertThat(prune(99, 0, null)).isEqualTo(new Retention.Removed(0, 3, 3 * FILE));
    assertThat(left(killed)).hasSize(1);
  }

  @Test
  void whatIsNotReinsStaysAndSoDoesTheFolderAroundIt() throws IOException {
    Files.writeString(ended.resolve("audit.jsonl"), "{}");
    Path kept = Files.createDirectory(dir.resolve("kept"));
    Files.writeString(kept.resolve("x.cq4"), "x");
    Path link = dir.resolve("5-20260101T000000.000Z");
    Files.createSymbolicLink(link, kept);
    Path other = ledger(NO_SUCH_PID, 2, 9);
    Files.delete(other.resolve("queue/" + file(9)));
    Files.createSymbolicLink(other.resolve("queue/" + file(9)), kept.resolve("x.cq4"));

    assertThat(prune(1, 0, null)).isEqualTo(new Retention.Removed(3, 0, 3 * FILE));

    assertThat(ended.resolve("audit.jsonl")).exists();
    assertThat(ended.resolve("meta.json")).exists();
    assertThat(kept.resolve("x.cq4")).exists();
    assertThat(other).exists();
  }

  @Test
  void whileAnotherIsAtItNothingIsDone() throws IOException {
    assertThat(prune(99, 1 << 30, null)).isNotNull();
    try (FileChannel channel =
            FileChannel.open(dir.resolve(Retention.LOCK), StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThat(prune(1, 0, null)).isNull();
    }
    assertThat(left(ended)).hasSize(3);
  }

  @Test
  void holesAreNotCounted() throws IOException {
    Path file = dir.resolve("sparse");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.wrap(new byte[] {1}), 200_000);
      channel.write(java.nio.ByteBuffer.wrap(new byte[] {0}), (1 << 20) - 1);
    }

    assertThat(FolderFiles.used(file, 1 << 20)).isBetween(200_000L, 270_000L);
  }
}
