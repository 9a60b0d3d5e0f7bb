package dev.rein.agent.sample.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which folders in the temp directory are removed, and which never. */
final class LeftRepositoriesTest {
  /** Above what the kernel gives out. */
  private static final long GONE = 999_999_999;

  private static final Path TEMP = Path.of(System.getProperty("java.io.tmpdir"));

  private final Instant later = Instant.now().plusSeconds(120);
  private final Path repository = TEMP.resolve("2026_01_02_03_04_05_" + GONE + "_7");
  @TempDir private Path dir;
  private Path dead;
  private LeftRepositories own;

  @BeforeEach
  void makeFolders() throws IOException {
    Files.createDirectory(repository);
    Files.createFile(repository.resolve("2026_01_02_03_04_05.jfr"));
    dead = Files.createDirectory(dir.resolve("dead"));
    own = new LeftRepositories(Files.createDirectory(dir.resolve("own")));
  }

  @AfterEach
  void removeFolders() throws IOException {
    for (Path left : new Path[] {repository.resolve("2026_01_02_03_04_05.jfr"), repository}) {
      Files.deleteIfExists(left);
    }
  }

  private void isLeft(Path noted) {
    new LeftRepositories(dead).remember(noted);
    assertThat(own.remove(later)).isEmpty();
    assertThat(noted).exists();
    assertThat(repository).exists();
  }

  @Test
  void whatADeadJvmLeftIsRemovedWithItsNote() {
    new LeftRepositories(dead).remember(repository.toAbsolutePath());
    assertThat(own.remove(later)).containsExactly(repository.toAbsolutePath());
    assertThat(repository).doesNotExist();
    assertThat(dead).isEmptyDirectory();
    assertThat(own.remove(later)).isEmpty();
  }

  @Test
  void whatThisJvmNotedItselfIsLeft() {
    own.remember(repository);
    assertThat(own.remove(later)).isEmpty();
    assertThat(repository).exists();
  }

  @Test
  void whatWasWrittenJustNowIsLeft() {
    new LeftRepositories(dead).remember(repository);
    assertThat(own.remove(Instant.now())).isEmpty();
    assertThat(repository).exists();
  }

  @Test
  void whatHoldsAnythingElseIsLeft() throws IOException {
    Path stranger = Files.createFile(repository.resolve("notes.txt"));
    try {
      isLeft(repository);
      assertThat(repository.resolve("2026_01_02_03_04_05.jfr")).exists();
    } finally {
      Files.delete(stranger);
    }
  }

  @Test
  void whatLiesElsewhereIsLeft() throws IOException {
    isLeft(Files.createDirectory(dir.resolve("2026_01_02_03_04_05_" + GONE)));
  }

  @Test
  void whatIsALinkIsLeft() throws IOException {
    Path link = TEMP.resolve("2026_01_02_03_04_06_" + GONE);
    Files.createSymbolicLink(link, repository);
    try {
      isLeft(link);
    } finally {
      Files.delete(link);
    }
  }

  @Test
  void whatHasAnotherNameIsLeft() throws IOException {
    isLeft(Files.createDirectory(dir.resolve("precious")));
  }

  @Test
  void whatALiveProcessUsesIsLeft() throws IOException {
    Path live = TEMP.resolve("2026_01_02_03_04_07_" + ProcessHandle.current().pid());
    Files.createDirectory(live);
    try {
      isLeft(live);
    } finally {
      Files.delete(live);
    }
  }

  @Test
  void aNoteOfNonsenseIsLeftAlone() throws IOException {
    Files.write(dead.resolve("jfr-repository"), new byte[] {(byte) 0xff, 0, 1});
    assertThat(own.remove(later)).isEmpty();
    assertThat(repository).exists();
  }
}
