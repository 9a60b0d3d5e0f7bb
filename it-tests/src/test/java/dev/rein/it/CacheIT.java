package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.ActionHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Woven classes are kept from one start to the next, and a kept file is believed only if sound. */
class CacheIT {
  private static final String BYTE_BUDDY = "net.bytebuddy.ByteBuddy ";
  private static final String LOG_LOADING = "-Xlog:class+load:file=";

  @TempDir Path folder;

  private Workbench workbench;
  private Path cache;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @BeforeEach
  void layOut() throws IOException {
    workbench = Workbench.in(folder);
    cache = folder.resolve("woven");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void onlyTheFirstStartWeaves(Jdk jdk) throws IOException, InterruptedException {
    assertThat(weavesAndEnforces(jdk)).isTrue();
    assertThat(Files.getPosixFilePermissions(cache))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getPosixFilePermissions(file()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(weavesAndEnforces(jdk)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aDamagedFileIsMadeAnew(Jdk jdk) throws IOException, InterruptedException {
    assertThat(weavesAndEnforces(jdk)).isTrue();
    byte[] sound = Files.readAllBytes(file());
    byte[] damaged = sound.clone();
    damaged[sound.length / 2] ^= 1;
    Files.write(file(), damaged);
    assertThat(weavesAndEnforces(jdk)).isTrue();
    assertThat(Files.readAllBytes(file())).isNotEqualTo(damaged);
    Files.write(file(), Files.readAllBytes(file()), java.nio.file.StandardOpenOption.APPEND);
    assertThat(weavesAndEnforces(jdk)).isTrue();
    Files.write(file(), new byte[3]);
    assertThat(weavesAndEnforces(jdk)).isTrue();
    assertThat(weavesAndEnforces(jdk)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whatOthersMayHaveWrittenIsNotUsed(Jdk jdk) throws IOException, InterruptedException {
    assertThat(weavesAndEnforces(jdk)).isTrue();
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(weavesAndEnforces(jdk)).isTrue();
    assertThat(weavesAndEnforces(jdk)).as("the file has been replaced").isFalse();
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(weavesAndEnforces(jdk)).isTrue();
    assertThat(weavesAndEnforces(jdk)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void anImpossibleFolderCostsOnlyTime(Jdk jdk) throws IOException, InterruptedException {
    Files.writeString(cache, "a file where the folder should be");
    assertThat(weavesAndEnforces(jdk)).isTrue();
    assertThat(cache).hasContent("a file where the folder should be");
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      List<Path> found = files.toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }

  /** Whether a host under a budget of one file had to weave; that the budget holds is checked. */
  private boolean weavesAndEnforces(Jdk jdk) throws IOException, InterruptedException {
    Path policy = workbench.policy("limits:\n  files.read: {budget: 1, then: deny}\n");
    Path log = folder.resolve("loaded.txt");
    try (HostJvm host =
        HostCommand.on(jdk)
            .jvmOptions(LOG_LOADING + log)
            .agent("policy=" + policy + ",dir=" + workbench.ledgers() + ",cache=" + cache)
            .start(ActionHost.class, workbench.toString(), "")
            .awaitReady()) {
      List<String> outcomes = host.ask("run openToRead 2");
      assertThat(outcomes.get(0)).isEqualTo("ok");
      assertThat(outcomes.get(1)).contains("refused by Rein");
      assertThat(host.end()).isZero();
      assertThat(host.stderr()).isEmpty();
    }
    return Files.readString(log).contains(BYTE_BUDDY);
  }
}
