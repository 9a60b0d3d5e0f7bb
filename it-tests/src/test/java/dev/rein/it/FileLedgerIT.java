package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.ActionHost;
import dev.rein.it.host.FileHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ledger says about files what the program says it did, and which are open. */
class FileLedgerIT {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long SEED = 20_261_124;

  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void agreesWithTheProgram(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path elsewhere = elsewhere();
    try (HostJvm host = start(HostCommand.on(jdk).rein(workbench.ledgers()), elsewhere)) {
      assertThat(host.ask("use 100 " + SEED)).isEmpty();
      int opened = open(host);
      awaitOpen(workbench, host, opened);
      assertThat(host.ask("close " + opened)).isEmpty();
      awaitOpen(workbench, host, 0);
      assertThat(open(host)).isEqualTo(opened);
      assertThat(open(host)).isEqualTo(opened);
      awaitOpen(workbench, host, opened + opened);
      assertThat(host.ask("drop")).isEmpty();
      assertThat(open(host)).isEqualTo(opened);
      Await.that(
          "what was dropped is given back",
          () -> host.ask("collect").isEmpty() && isOpen(workbench, host, opened));
      List<String> tally = host.ask("tally");
      assertThat(host.end()).isZero();

      TreeMap<String, Long> said = new TreeMap<>();
      Amounts.parse(tally.get(0)).addTo(said, 1);
      TreeMap<String, Long> counted = new TreeMap<>(ledger(workbench, host).counts());
      counted.keySet().removeIf(resource -> !resource.startsWith("file"));
      assertThat(counted).as("seed %d", SEED).isEqualTo(said);
    } finally {
      Files.delete(elsewhere);
    }
  }

  /** What was open before is neither counted nor given back. */
  @ParameterizedTest
  @MethodSource("jdks")
  void leavesOutWhatWasOpenBefore(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    HostCommand command =
        HostCommand.on(jdk)
            .jvmOptions("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading");
    try (HostJvm host = start(command, workbench.folder())) {
      int before = open(host);
      ReinCli.Result attached =
          ReinCli.run("attach", Long.toString(host.pid()), "--dir", workbench.ledgers().toString());
      assertThat(attached.exitCode()).as(attached.stderr()).isZero();
      int after = open(host);
      assertThat(host.ask("close " + before)).isEmpty();
      awaitOpen(workbench, host, after);
      assertThat(host.ask("close " + after)).isEmpty();
      assertThat(host.end()).isZero();
      assertThat(isOpen(workbench, host, 0)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void boundsWhatIsOpenAtOnce(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path policy = workbench.policy("limits:\n  files.open: {at-most: 1, then: deny}\n");
    try (HostJvm host =
        HostCommand.on(jdk)
            .rein(workbench.ledgers(), policy)
            .start(ActionHost.class, workbench.toString(), "")
            .awaitReady()) {
      for (String action : new String[] {"openToRead", "openToWrite", "readString", "copy"}) {
        assertThat(host.ask("run " + action + " 3")).as(action).hasSize(3).containsOnly("ok");
      }
      assertThat(host.ask("run transferToFile 1"))
          .allMatch(line -> line.contains("files.open of account 'jvm'"));
      assertThat(host.ask("run openRandomToCreate 1")).containsExactly("ok");
      assertThat(host.end()).isZero();
    }
  }

  private static int open(HostJvm host) throws IOException {
    return Integer.parseInt(host.ask("open").get(0));
  }

  private HostJvm start(HostCommand command, Path elsewhere) throws IOException {
    Path work = folder.resolve("work");
    boolean movesBytes = !Files.getFileStore(work).equals(Files.getFileStore(elsewhere));
    return command
        .start(FileHost.class, work.toString(), elsewhere.toString(), Boolean.toString(movesBytes))
        .awaitReady();
  }

  /** On another file system, if there is one; files are moved there. */
  private Path elsewhere() throws IOException {
    return Files.createTempDirectory(Files.isWritable(MEMORY) ? MEMORY : folder, "rein");
  }

  private static Ledgers.Jvm ledger(Workbench workbench, HostJvm host)
      throws IOException, InterruptedException {
    return ReinCli.view(workbench.ledgers()).of(host);
  }

  private static boolean isOpen(Workbench workbench, HostJvm host, int files)
      throws IOException, InterruptedException {
    Ledgers.Jvm jvm = ledger(workbench, host);
    return jvm.hasBegun() && jvm.used("files.open") == files;
  }

  private static void awaitOpen(Workbench workbench, HostJvm host, int files) {
    Await.that(files + " files are open", () -> isOpen(workbench, host, files));
  }
}
