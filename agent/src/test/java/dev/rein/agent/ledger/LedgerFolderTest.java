package dev.rein.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFolderTest {
  @TempDir private Path dir;

  @Test
  void isNamedByPidAndStartAndKnowsWhoseItIs() throws IOException {
    LedgerFolder made = LedgerFolder.create(dir, meta(42, "2026-11-21T03:03:34Z"));

    assertThat(made.path().getFileName()).hasToString("42-20261121T030334.000Z");
    assertThat(LedgerFolder.open(made.path()).meta()).isEqualTo(made.meta());
  }

  @Test
  void theSameJvmMayStartAgainInTheSameMoment() throws IOException {
    LedgerMeta meta = meta(42, "2026-11-21T03:03:34.999Z");

    Path first = LedgerFolder.create(dir, meta).path();
    Path second = LedgerFolder.create(dir, meta).path();

    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void listsTheNewestFirstAndRemarksOnTheDamaged() throws IOException {
    LedgerFolder.create(dir, meta(1, "2026-11-21T03:03:34Z"));
    LedgerFolder.create(dir, meta(2, "2026-11-22T03:03:34Z"));
    Path damaged = LedgerFolder.create(dir, meta(3, "2026-11-20T03:03:34Z")).path();
    Files.writeString(damaged.resolve("meta.json"), "[]");
    Files.createDirectory(dir.resolve("something-else"));
    List<String> remarks = new ArrayList<>();

    assertThat(LedgerFolder.list(dir, remarks::add))
        .extracting(folder -> folder.meta().pid())
        .containsExactly(2L, 1L);
    assertThat(remarks).singleElement().asString().contains(damaged.toString());
  }

  @Test
  void aPlaceWhereItCannotBeIsSaidInOneLine() throws IOException {
    Path file = Files.createFile(dir.resolve("file"));

    assertThatThrownBy(() -> LedgerFolder.create(file, meta(1, "2026-11-21T03:03:34Z")))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot keep a ledger in " + file + ": it is not a folder");
    assertThatThrownBy(
            () -> LedgerFolder.create(file.resolve("x"), meta(1, "2026-11-21T03:03:34Z")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot keep a ledger in " + file)
        .hasMessageNotContaining("\n");
    assertThatThrownBy(
            () -> LedgerFolder.create(Path.of("/proc/rein"), meta(1, "2026-11-21T03:03:34Z")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot keep a ledger in /proc/rein: ");
  }

  private static LedgerMeta meta(long pid, String started) {
    Instant instant = Instant.parse(started);
    return new LedgerMeta(pid, instant, "host.Main", "0.1.0", instant);
  }
}
