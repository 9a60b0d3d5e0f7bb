package dev.rein.agent.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TempFilesTest {
  @TempDir private Path folder;

  @Test
  void theJdksNamesHaveALongNumber() throws IOException {
    assertThat(TempFiles.hasLongNumber(Files.createTempFile(folder, "a", ".b").toString()))
        .isTrue();
    assertThat(TempFiles.hasLongNumber(Files.createTempDirectory(folder, "a").toString())).isTrue();
    assertThat(TempFiles.hasLongNumber(File.createTempFile("abc", "d", folder.toFile()).getPath()))
        .isTrue();
    assertThat(TempFiles.hasLongNumber("/tmp/junit-12345678901/out-20261129.txt")).isFalse();
  }

  @Test
  void aDirectoryGoesWithAllInItAndLinksAreNotFollowed() throws IOException {
    Path kept = Files.createDirectories(folder.resolve("kept/below"));
    Path left = Files.createDirectories(folder.resolve("left/a/b"));
    Files.createFile(left.resolve("file"));
    Files.createSymbolicLink(left.resolve("link"), kept);

    TempFiles.delete(folder.resolve("left"));

    assertThat(folder.resolve("left")).doesNotExist();
    assertThat(kept).exists();
  }

  @Test
  void whatIsTooMuchStays() throws IOException {
    Path left = Files.createDirectory(folder.resolve("left"));
    for (int i = 0; i <= TempFiles.MOST_IN_A_DIRECTORY; i++) {
      Files.createFile(left.resolve("file" + i));
    }

    assertThatThrownBy(() -> TempFiles.delete(left)).hasMessageContaining("more than 10000 files");
    assertThat(left.resolve("file0")).exists();
  }

  @Test
  void onlyWhatLiesBelowTheFolderMayBeTemporary() {
    TempFiles files = new TempFiles("/tmp");

    assertThat(files.mayBeTemporary("/tmp/x")).isTrue();
    assertThat(files.mayBeTemporary("/tmpx/x")).isFalse();
    assertThat(files.mayBeTemporary("/tmp")).isFalse();
  }
}
