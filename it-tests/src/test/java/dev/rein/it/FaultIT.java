package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.HelloHost;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with what Rein was given costs one clear line; the program runs as without. */
class FaultIT {
  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void brokenPolicy(Jdk jdk) throws IOException, InterruptedException {
    Path policy =
        Files.writeString(folder.resolve("my.yaml"), "limits:\n  files.raed: {budget: 3}\n");
    runsWithOneLine(jdk, "policy=" + policy + ",dir=" + folder, "my.yaml", "files.read");
    ReinCli.Result check = ReinCli.run("policy", "check", policy.toString());
    assertThat(check.exitCode()).isNotZero();
    assertThat(check.stdout() + check.stderr())
        .contains("my.yaml", "2", "files.raed", "files.read");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void policyThatIsNoYaml(Jdk jdk) throws IOException, InterruptedException {
    Path policy = Files.writeString(folder.resolve("my.yaml"), "limits: {files.read: [}\n");
    runsWithOneLine(jdk, "policy=" + policy + ",dir=" + folder, "my.yaml");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void missingPolicy(Jdk jdk) throws IOException, InterruptedException {
    runsWithOneLine(jdk, "policy=" + folder.resolve("none.yaml") + ",dir=" + folder, "none.yaml");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void unknownOption(Jdk jdk) throws IOException, InterruptedException {
    Path ledgers = folder.resolve("ledgers");
    runsWithOneLine(jdk, "polcy=x.yaml,dir=" + ledgers, "polcy", "policy");
  }

  /** Below a regular file; permissions would not hold for root. */
  @ParameterizedTest
  @MethodSource("jdks")
  void unwritableFolder(Jdk jdk) throws IOException, InterruptedException {
    Path file = Files.createFile(folder.resolve("file"));
    runsWithOneLine(jdk, "dir=" + file.resolve("ledgers"), file.toString());
    runsWithOneLine(jdk, "dir=/proc/rein-cannot-be-here", "/proc/rein-cannot-be-here");
  }

  private static void runsWithOneLine(Jdk jdk, String arguments, String... culprits)
      throws IOException, InterruptedException {
    try (HostJvm without = HostCommand.on(jdk).start(HelloHost.class, "7");
        HostJvm with =
            HostCommand.on(jdk)
                .jvmOptions("-Duser.home=" + System.getProperty("java.io.tmpdir"))
                .agent(arguments)
                .start(HelloHost.class, "7")) {
      assertThat(without.awaitExit()).isEqualTo(7);
      assertThat(with.awaitExit()).isEqualTo(7);
      assertThat(with.stdout()).isEqualTo(without.stdout());
      assertThat(with.stderr().lines()).as(with.stderr()).hasSize(1);
      assertThat(with.stderr()).startsWith("rein: ").contains(culprits);
    }
  }

  @Test
  void ledgerCutShort() throws IOException, InterruptedException {
    Path queue = queueOfHello();
    for (long size : new long[] {Files.size(queue) / 2, 4096, 100, 3, 0}) {
      try (RandomAccessFile file = new RandomAccessFile(queue.toFile(), "rw")) {
        file.setLength(size);
      }
      for (String command : List.of("view --once --json", "view --once", "events --json")) {
        ReinCli.Result result = ReinCli.run((command + " --dir " + folder).split(" ", -1));
        assertThat(result.exitCode()).as("%s at %d: %s", command, size, result).isLessThan(2);
        assertThat(result.stderr().lines().count()).as(result.stderr()).isLessThanOrEqualTo(2);
        assertThat(result.stdout() + result.stderr()).doesNotContain("\tat ");
      }
    }
  }

  @Test
  void ledgerFullOfNoise() throws IOException, InterruptedException {
    Path queue = queueOfHello();
    byte[] noise = new byte[(int) Math.min(Files.size(queue), 1 << 20)];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) (i * 31 + i / 7);
    }
    Files.write(queue, noise);
    ReinCli.Result result = ReinCli.run("view", "--once", "--json", "--dir", folder.toString());
    assertThat(result.exitCode()).as(result.stderr()).isLessThan(2);
    assertThat(result.stderr().lines().count()).as(result.stderr()).isLessThanOrEqualTo(2);
    assertThat(result.stdout() + result.stderr()).doesNotContain("\tat ");
  }

  /** The data file of the ledger of a program that has ended. */
  private Path queueOfHello() throws IOException, InterruptedException {
    try (HostJvm host = HostCommand.on(Jdk.ofThisBuild()).rein(folder).start(HelloHost.class)) {
      assertThat(host.awaitExit()).isZero();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".cq4")).findFirst().orElseThrow();
    }
  }

  @Test
  void noLedgersAtAll() throws IOException, InterruptedException {
    String missing = folder.resolve("missing").toString();
    for (String command : List.of("view --once --json", "events --json")) {
      ReinCli.Result result = ReinCli.run((command + " --dir " + missing).split(" ", -1));
      assertThat(result.stdout() + result.stderr()).doesNotContain("\tat ");
      assertThat(result.exitCode()).as(result.stderr()).isNotEqualTo(2);
    }
    ReinCli.Result view = ReinCli.run("view", "--once", "--json", "1", "--dir", folder.toString());
    assertThat(view.exitCode()).as(view.stderr()).isEqualTo(3);
    assertThat(view.stderr().lines()).hasSize(1);
  }
}
