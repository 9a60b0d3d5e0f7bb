package dev.rein.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerReaderTest {
  private static final LedgerEntry FIRST = new LedgerEntry.Notice(1, "info", "first");
  private static final LedgerEntry NEXT = new LedgerEntry.Notice(2, "info", "next");

  @TempDir private Path dir;

  private final Ledgers ledgers = new Ledgers();

  @Test
  void followsAnotherProcessAndReadsOnAfterItWasKilled() throws Exception {
    Process writer = OtherProcess.start(dir);
    BufferedReader said = writer.inputReader();
    LedgerFolder folder = LedgerFolder.open(Path.of(said.readLine()));
    try (LedgerReader reader = LedgerReader.open(folder);
        LedgerReader second = LedgerReader.open(folder)) {
      assertThat(Ledgers.readOn(reader)).containsExactly(Samples.TABLE, FIRST);

      OutputStream toWriter = writer.getOutputStream();
      toWriter.write('\n');
      toWriter.flush();
      assertThat(awaitNext(reader)).isEqualTo(NEXT);

      writer.destroyForcibly().waitFor();
      assertThat(reader.next()).isNull();
      assertThat(Ledgers.readOn(second)).containsExactly(Samples.TABLE, FIRST, NEXT);
    }
    assertThat(Ledgers.read(folder)).containsExactly(Samples.TABLE, FIRST, NEXT);
  }

  @Test
  void aLedgerThatWasNeverWrittenToIsEmpty() throws IOException {
    LedgerFolder folder = Ledgers.folder(dir);

    assertThat(Ledgers.read(folder)).isEmpty();
  }

  @Test
  void aReaderOpenedBeforeTheQueueFindsItsEntries() throws IOException {
    LedgerFolder folder = Ledgers.folder(dir);
    try (LedgerReader reader = LedgerReader.open(folder)) {
      assertThat(reader.next()).isNull();
      LedgerWriter writer = ledgers.start(folder);
      writer.offer(FIRST);
      writer.close("exit", Ledgers.PLENTY);

      assertThat(awaitNext(reader)).isEqualTo(FIRST);
    }
  }

  @Test
  void readingWritesNothing() throws IOException {
    LedgerFolder folder = written(100);
    try (Stream<Path> all = Files.walk(folder.path())) {
      for (Path path : all.toList()) {
        String rights = Files.isDirectory(path) ? "r-x------" : "r--------";
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
      }
    }
    List<String> before = contents(folder);

    assertThat(Ledgers.read(folder)).hasSize(101);

    assertThat(contents(folder)).isEqualTo(before);
    for (Path path : List.of(folder.queue(), folder.path())) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void aTruncatedLedgerIsReadInPartOrRefusedInOneLine() throws IOException {
    for (long size : new long[] {0, 3, 100, 4096, 70_000, 140_000, 200_000}) {
      LedgerFolder folder = written(5000);
      try (FileChannel file = FileChannel.open(cycle(folder), StandardOpenOption.WRITE)) {
        file.truncate(size);
      }
      readDamaged(folder);
    }
  }

  @Test
  void flippedBitsAreReadAroundOrRefusedInOneLine() throws IOException {
    Random random = new Random(11);
    LedgerFolder folder = written(2000);
    byte[] whole = Files.readAllBytes(cycle(folder));
    for (int round = 0; round < 60; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 20; i++) {
        damaged[random.nextInt(250_000)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(cycle(folder), damaged);
      readDamaged(folder);
    }
  }

  @Test
  void damagedMetadataIsReadAroundOrRefusedInOneLine() throws IOException {
    LedgerFolder folder = written(10);
    Path metadata = folder.queue().resolve("metadata.cq4t");
    byte[] whole = Files.readAllBytes(metadata);
    Random random = new Random(12);
    for (int round = 0; round < 8; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 10; i++) {
        damaged[random.nextInt(1024)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(metadata, damaged);
      readDamaged(folder);
    }
    Files.write(metadata, new byte[0]);
    readDamaged(folder);
    Files.write(metadata, "this is no queue".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    readDamaged(folder);
  }

  @Test
  void entriesOfOtherVersionsAreSkippedWithARemark() throws IOException {
    LedgerFolder folder = written(3);
    byte[] bytes = Files.readAllBytes(cycle(folder));
    byte[] type = {EntryType.NOTICE, EntryType.VERSION};
    for (int i = 0; i < 300_000; i++) {
      if (bytes[i] == type[0]
          && bytes[i + 1] == type[1]
          && bytes[i + 2] == 2
          && bytes[i + 3] == 4) {
        bytes[i] = 77;
      }
    }
    Files.write(cycle(folder), bytes);
    try (LedgerReader reader = LedgerReader.open(folder)) {
      assertThat(Ledgers.readOn(reader)).hasSize(1);
      assertThat(reader.remarks())
          .singleElement()
          .asString()
          .contains("3 entries of a newer Rein were skipped");
    }
  }

  @Test
  void aFolderThatIsNoneIsRefusedInOneLine() throws IOException {
    assertThatThrownBy(() -> LedgerFolder.open(dir.resolve("none")))
        .isInstanceOf(LedgerUnreadableException.class)
        .hasMessageContaining("there is no such file");
    Files.writeString(dir.resolve("meta.json"), "{\"pid\": \"x\"");
    assertThatThrownBy(() -> LedgerFolder.open(dir))
        .isInstanceOf(LedgerUnreadableException.class)
        .hasMessageContaining("is damaged")
        .hasMessageNotContaining("\n");
  }

  private LedgerFolder written(int notices) {
    LedgerFolder folder = Ledgers.folder(dir);
    LedgerWriter writer = ledgers.start(folder);
    for (int i = 0; i < notices; i++) {
      writer.offer(new LedgerEntry.Notice(1, "info", "notice number " + i));
    }
    assertThat(writer.close("exit", Ledgers.PLENTY)).isTrue();
    return folder;
  }

  private static void readDamaged(LedgerFolder folder) {
    try (LedgerReader reader = LedgerReader.open(folder)) {
      List<LedgerEntry> entries = Ledgers.readOn(reader);
      assertThat(entries).hasSizeLessThanOrEqualTo(5001);
      assertThat(reader.remarks()).allMatch(line -> !line.contains("\n"));
    } catch (LedgerUnreadableException e) {
      assertThat(e).hasMessageContaining(folder.path().toString()).hasMessageNotContaining("\n");
    }
  }

  private static LedgerEntry awaitNext(LedgerReader reader) {
    List<LedgerEntry> found = new ArrayList<>();
    Ledgers.await(
        () -> {
          try {
            LedgerEntry next = reader.next();
            if (next != null) {
              found.add(next);
            }
            return next != null;
          } catch (LedgerUnreadableException e) {
            throw new AssertionError(e);
          }
        });
    return found.get(0);
  }

  private static Path cycle(LedgerFolder folder) throws IOException {
    try (Stream<Path> files = Files.list(folder.queue())) {
      return files.filter(file -> file.toString().endsWith(".cq4")).findFirst().orElseThrow();
    }
  }

  private static List<String> contents(LedgerFolder folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder.path())) {
      List<String> contents = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        boolean regular = Files.isRegularFile(file);
        byte[] bytes = regular ? Files.readAllBytes(file) : new byte[0];
        contents.add(
            file + " " + ByteBuffer.wrap(bytes).hashCode() + " " + Files.getLastModifiedTime(file));
      }
      return contents;
    }
  }
}
