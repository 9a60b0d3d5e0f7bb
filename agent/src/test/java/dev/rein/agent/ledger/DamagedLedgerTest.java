package dev.rein.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever has become of the files, what is whole is read, and what is not is told. */
@Timeout(120)
class DamagedLedgerTest {
  private static final int NOTICES = 2000;
  private static final int STEP = 40;

  @TempDir private Path dir;

  private final Ledgers ledgers = new Ledgers();
  private LedgerFolder folder;
  private Path file;
  private List<LedgerEntry> written;
  private byte[] whole;
  private int used;

  /** What a reader says of a ledger. */
  private record Reading(List<LedgerEntry> entries, List<LedgerEntry> told, List<String> remarks) {}

  @BeforeEach
  void write() throws IOException {
    folder = Ledgers.folder(dir);
    LedgerWriter writer = ledgers.start(folder);
    for (int i = 0; i < NOTICES; i++) {
      writer.offer(new LedgerEntry.Notice(Samples.AT + i, "info", "notice number " + (10_000 + i)));
    }
    assertThat(writer.close("exit", Ledgers.PLENTY)).isTrue();
    folder = LedgerFolder.open(ofADeadProcess(folder));
    written = Ledgers.read(folder);
    assertThat(written).hasSize(NOTICES + 1);
    try (Stream<Path> files = Files.list(folder.queue())) {
      file = files.filter(path -> path.toString().endsWith(".cq4")).findFirst().orElseThrow();
    }
    whole = Files.readAllBytes(file);
    used = whole.length;
    while (whole[used - 1] == 0) {
      used--;
    }
  }

  private static Path ofADeadProcess(LedgerFolder folder) throws IOException {
    Path meta = folder.path().resolve("meta.json");
    String pid = "\"pid\":" + ProcessHandle.current().pid();
    Files.writeString(meta, Files.readString(meta).replace(pid, "\"pid\":2147483647"));
    return folder.path();
  }

  @Test
  void cutShortAnywhere() throws IOException {
    Random random = new Random(21);
    for (int round = 0; round < 300; round++) {
      int size = random.nextInt(used);
      Files.write(file, Arrays.copyOf(whole, size));
      Reading reading = read();
      int left = reading.entries().size();
      assertThat(reading.entries()).as("cut at %d", size).isEqualTo(written.subList(0, left));
      if (size > 300) {
        // Parts of the index lie between.
        assertThat(left).isGreaterThanOrEqualTo((size - (used - NOTICES * STEP)) / STEP - 3);
        assertThat(reading.remarks()).singleElement().asString().contains("could not be read");
        assertThat(reading.remarks().get(0)).contains(left == 0 ? "nothing was read" : " entries ");
      }
    }
  }

  @Test
  void bitsFlippedAnywhere() throws IOException {
    Random random = new Random(22);
    for (int round = 0; round < 600; round++) {
      byte[] damaged = whole.clone();
      int flips = 1 + random.nextInt(20);
      for (int i = 0; i < flips; i++) {
        damaged[random.nextInt(used)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, damaged);
      List<LedgerEntry> sound = new ArrayList<>(read().entries());
      sound.retainAll(written);
      assertThat(sound).as("round %d", round).hasSizeGreaterThan(written.size() - 6 * flips);
    }
  }

  /** One bit of a header, which decides where the next one lies, costs two entries at most. */
  @Test
  void headersOfEntriesDamaged() throws IOException {
    Random random = new Random(23);
    int first = used - NOTICES * STEP / 2;
    for (int round = 0; round < 300; round++) {
      int header = headerAfter(first + random.nextInt(NOTICES * STEP / 4));
      byte[] damaged = whole.clone();
      damaged[header + random.nextInt(4)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      Reading reading = read();
      List<LedgerEntry> sound = new ArrayList<>(reading.entries());
      sound.retainAll(written);
      assertThat(sound).hasSizeBetween(written.size() - 4, written.size() - 1);
      assertThat(reading.remarks()).isNotEmpty().allMatch(line -> !line.contains("\n"));
      assertThat(reading.told()).isNotEmpty();
    }
  }

  private int headerAfter(int from) {
    int at = from & ~3;
    while (whole[at + 4] != EntryType.NOTICE || whole[at + 5] != EntryType.VERSION) {
      at += 4;
    }
    return at;
  }

  /** Its writer was killed while Chronicle made the file; what came of that is not lost. */
  @Test
  void headNeverFinished() throws IOException {
    byte[] bytes = whole.clone();
    bytes[3] |= (byte) 0x80;
    Files.write(file, bytes);

    Reading reading = read();

    assertThat(reading.entries()).isEqualTo(written);
    assertThat(reading.remarks()).isEmpty();
  }

  @Test
  void pagesOfZeros() throws IOException {
    for (int page = 0; page < used; page += 4096) {
      byte[] damaged = whole.clone();
      Arrays.fill(damaged, page, page + 4096, (byte) 0);
      Files.write(file, damaged);
      Reading reading = read();
      List<LedgerEntry> sound = new ArrayList<>(reading.entries());
      sound.retainAll(written);
      assertThat(sound).hasSizeGreaterThan(written.size() - 4096 / STEP * 2);
      if (sound.size() < written.size()) {
        assertThat(reading.remarks()).isNotEmpty();
      }
    }
  }

  @Test
  void withoutItsMetadata() throws IOException {
    Path metadata = folder.queue().resolve("metadata.cq4t");
    Files.write(metadata, new byte[] {1, 2, 3});
    assertThat(read().entries()).isEqualTo(written);
    Files.delete(metadata);
    assertThat(read().entries()).isEqualTo(written);
    Files.createDirectory(metadata);
    assertThat(read().entries()).isEqualTo(written);
  }

  @Test
  void nothingLeftOfTheFile() throws IOException {
    Files.write(file, new byte[0]);
    assertThat(read().entries()).isEmpty();
    Files.delete(file);
    assertThat(read().entries()).isEmpty();
    Files.createDirectory(file);
    assertThat(read().remarks()).singleElement().asString().contains("no regular file");
    Files.delete(file);
    byte[] noise = new byte[1 << 20];
    new Random(24).nextBytes(noise);
    noise[3] = 1;
    Files.write(file, noise);
    assertThat(read().remarks()).isNotEmpty();
  }

  /** A file of a terabyte of which nothing is written takes no time that depends on its size. */
  @Test
  void enormousFile() throws IOException {
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(1L << 40);
      large.seek(used - 5000);
      large.write(new byte[5000]);
    }
    assertThat(read().remarks()).isNotEmpty();
  }

  @Test
  void unreadableFile() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(file))
        .as("skipped, because this user can read all files")
        .isFalse();
    assertThat(read().remarks()).singleElement().asString().contains("permission denied");
  }

  @Test
  void otherFilesBesideIt() throws IOException {
    Files.writeString(folder.queue().resolve("20010101-00F.cq4"), "what is this");
    Files.createDirectory(folder.queue().resolve("20010102-00F.cq4"));
    Files.write(folder.queue().resolve("29990101-00F.cq4"), new byte[0]);
    assertThat(read().entries()).isEqualTo(written);
  }

  @Test
  void meta() throws IOException {
    Path meta = folder.path().resolve("meta.json");
    for (String content :
        new String[] {"", "{}", "[]", "\0\1", "{\"pid\":1}", "x".repeat(100_000)}) {
      Files.writeString(meta, content);
      assertThatThrownBy(() -> LedgerFolder.open(folder.path()))
          .isInstanceOf(LedgerUnreadableException.class)
          .hasMessageContaining("meta.json")
          .hasMessageNotContaining("\n");
    }
  }

  private Reading read() {
    List<LedgerEntry> told = new ArrayList<>();
    try (LedgerReader reader = LedgerReader.open(folder)) {
      List<LedgerEntry> entries = Ledgers.readOn(reader);
      entries.removeIf(
          entry -> {
            boolean own =
                entry instanceof LedgerEntry.Notice notice
                    && notice.message().startsWith("of this ledger: ");
            return own && told.add(entry);
          });
      return new Reading(entries, told, reader.remarks());
    } catch (LedgerUnreadableException e) {
      assertThat(e).hasMessageContaining(folder.path().toString()).hasMessageNotContaining("\n");
      return new Reading(List.of(), List.of(), List.of(e.getMessage()));
    }
  }
}
