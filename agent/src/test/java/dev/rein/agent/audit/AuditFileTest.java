package dev.rein.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {
  private static final long PID = 4242;

  @TempDir private Path temp;
  private Path folder = Path.of("");
  private Path log = Path.of("");
  private final SetClock clock = new SetClock();

  @BeforeEach
  void aFolderOfItsOwn() throws IOException {
    folder = Files.createDirectory(temp.resolve("audit"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    log = folder.resolve("audit.jsonl");
  }

  @Test
  void noLineIsLostWhereverItIsRotated() throws IOException {
    List<String> written = IntStream.range(0, 100).mapToObj(i -> "{\"line\":" + i + "}").toList();
    try (AuditFile file = file(log, 100)) {
      for (String line : written) {
        append(file, line);
        clock.advance(Duration.ofMillis(1));
      }
    }
    List<String> read = new ArrayList<>();
    for (Path one : files()) {
      assertThat(Files.size(one)).isLessThanOrEqualTo(100);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
          .isEqualTo("rw-------");
      read.addAll(Files.readAllLines(one));
    }
    assertThat(files()).hasSizeGreaterThan(5);
    assertThat(read).containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void twoRotationsInOneMomentGetTwoNames() throws IOException {
    try (AuditFile file = file(log, 5)) {
      for (String line : List.of("aaaa", "bbbb", "cccc", "dddd")) {
        append(file, line);
      }
    }
    assertThat(files()).hasSize(4);
  }

  @Test
  void whatIsTooOldIsDeletedAndNothingElse() throws IOException {
    Path old = Files.writeString(folder.resolve("audit.jsonl.20261001T000000.000Z"), "x\n");
    Path fresh = Files.writeString(folder.resolve("audit.jsonl.20261120T000000.000Z"), "x\n");
    Path strange = Files.writeString(folder.resolve("audit.jsonl.20261001"), "x\n");
    age(old, 31);
    age(fresh, 29);
    age(strange, 31);
    try (AuditFile file = file(log, 1_000)) {
      append(file, "a");
      assertThat(old).doesNotExist();
      assertThat(fresh).exists();
      assertThat(strange).exists();
      clock.advance(Duration.ofDays(2));
      append(file, "b");
      assertThat(fresh).doesNotExist();
    }
  }

  @Test
  void aFileWhoseFirstLineIsTooOldIsSetAside() throws IOException {
    Files.writeString(log, "{\"timestamp\":\"2026-10-01T00:00:00Z\",\"type\":\"notice\"}\n");
    try (AuditFile file = file(log, 1_000)) {
      append(file, "a");
    }
    assertThat(Files.readString(log)).isEqualTo("a\n");
    assertThat(files()).hasSize(2);
  }

  @Test
  void halfALineThatWasLeftIsEnded() throws IOException {
    Files.writeString(log, "{\"timestamp\":\"2026-11-21T00:0");
    try (AuditFile file = file(log, 1_000)) {
      append(file, "a");
    }
    assertThat(Files.readAllLines(log)).hasSize(2).endsWith("a");
  }

  @Test
  void oneThatIsTakenAwayIsBegunAnew() throws IOException {
    try (AuditFile file = file(log, 1_000)) {
      append(file, "a");
      Files.move(log, folder.resolve("taken"));
      append(file, "b");
    }
    assertThat(Files.readString(folder.resolve("taken"))).isEqualTo("a\n");
    assertThat(Files.readString(log)).isEqualTo("b\n");
  }

  @Test
  void twoDoNotWriteOneFile() throws IOException {
    try (AuditFile second = file(log, 1_000)) {
      try (AuditFile first = file(log, 1_000)) {
        append(first, "a");
        assertThatThrownBy(() -> append(second, "b")).hasMessageContaining("another process");
      }
      append(second, "b");
    }
    assertThat(Files.readString(log)).isEqualTo("a\nb\n");
  }

  @Test
  void eachProcessHasItsOwnAndCleansUpAfterTheDead() throws IOException {
    Path dead = Files.writeString(folder.resolve("audit-1.jsonl"), "x\n");
    Path deadLock = Files.writeString(folder.resolve("audit-1.jsonl.lock"), "");
    Path idle = Files.writeString(folder.resolve("audit-2.jsonl"), "x\n");
    Path idleLock = Files.writeString(folder.resolve("audit-2.jsonl.lock"), "");
    age(dead, 31);
    age(deadLock, 31);
    age(idle, 31);
    age(idleLock, 0);
    try (AuditFile file = file(folder.resolve("audit-%p.jsonl"), 1_000)) {
      append(file, "a");
      assertThat(file.path()).isEqualTo(folder.resolve("audit-4242.jsonl")).hasContent("a");
    }
    assertThat(dead).doesNotExist();
    assertThat(deadLock).doesNotExist();
    assertThat(idle).exists();
    assertThat(idleLock).exists();
  }

  @Test
  void aFolderThatOthersMayWriteIsRefused() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));
    try (AuditFile file = file(log, 1_000)) {
      assertThatThrownBy(() -> append(file, "a")).hasMessageContaining("others may write there");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
      append(file, "a");
    }
    assertThat(log).hasContent("a");
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path target = Files.writeString(temp.resolve("target"), "precious");
    Files.createSymbolicLink(log, target);
    try (AuditFile file = file(log, 1_000)) {
      assertThatThrownBy(() -> append(file, "a")).isInstanceOf(IOException.class);
    }
    assertThat(target).hasContent("precious");
  }

  @Test
  void aFolderInItsPlaceIsSaid() throws IOException {
    Files.createDirectory(log);
    try (AuditFile file = file(log, 1_000)) {
      assertThatThrownBy(() -> append(file, "a")).isInstanceOf(IOException.class);
    }
  }

  private void age(Path file, int days) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(clock.instant().minus(Duration.ofDays(days))));
  }

  private AuditFile file(Path path, long maxBytes) {
    return new AuditFile(
        new AuditSettings(path, maxBytes, Duration.ofDays(30), 100, Duration.ofSeconds(5)),
        PID,
        clock);
  }

  private static void append(AuditFile file, String line) throws IOException {
    file.append(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> !file.toString().endsWith(AuditLock.SUFFIX)).sorted().toList();
    }
  }
}
