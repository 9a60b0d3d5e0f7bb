package dev.rein.agent.sample.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.account.NanoClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are found on their volumes, however they are named. */
final class VolumesTest {
  @TempDir Path folder;

  private final Volumes volumes = new Volumes(NanoClock.SYSTEM);

  private Volume of(Path file) {
    return Objects.requireNonNull(volumes.of(file.toString()));
  }

  @Test
  void aFileNeedNotBeThere() throws IOException {
    Volume volume = of(folder.resolve("file"));
    assertThat(of(folder.resolve("not/there/yet"))).isSameAs(volume);
    assertThat(volume.holds(folder)).isTrue();
    assertThat(volume.size()).isEqualTo(Files.getFileStore(folder).getTotalSpace());
    assertThat(volume.percentFree()).isBetween(0, 100);
    assertThat(Files.getFileStore(Path.of(volume.name()))).isEqualTo(Files.getFileStore(folder));
  }

  @Test
  void aLinkIsFollowed() throws IOException {
    Path other = Path.of("/dev/shm");
    Volume shared = Files.isWritable(other) ? volumes.of("/dev/shm/file") : null;
    if (shared != null) {
      Path link = Files.createSymbolicLink(folder.resolve("link"), other.resolve("file"));
      Path linkToFolder = Files.createSymbolicLink(folder.resolve("folder"), other);
      assertThat(of(link)).isSameAs(shared);
      assertThat(of(linkToFolder.resolve("file"))).isSameAs(shared);
    }
  }

  @Test
  void whatTheKernelShowsAsFilesIsNoVolume() {
    assertThat(volumes.of("/proc/self/comm")).isNull();
    assertThat(volumes.of("/sys/file")).isNull();
    assertThat(volumes.of("no\0path")).isNull();
    assertThat(volumes.inUse()).isEmpty();
  }

  @Test
  void whatIsNotedIsFoundAtTheNextLook() {
    volumes.note(folder.resolve("file").toString());
    assertThat(volumes.inUse()).isEmpty();
    volumes.look();
    assertThat(volumes.inUse()).containsExactly(of(folder.resolve("file")));
  }

  @Test
  void aVolumeOutlivesItsFolder() throws IOException {
    Path gone = Files.createDirectory(folder.resolve("gone"));
    Volume volume = of(gone.resolve("file"));
    Files.delete(gone);
    volumes.look();
    assertThat(volumes.inUse()).containsExactly(volume);
  }
}
