package dev.rein.agent.sample.children;

import static dev.rein.agent.sample.children.Script.BURN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees of real processes, against what the kernel has added to the JVM's own account. */
final class RealTreesTest {
  private static final File PROC = new File("/proc");
  private static final int SELF = (int) ProcessHandle.current().pid();

  @TempDir Path folder;

  private final Charges charges = new Charges();
  private final KernelUnits units = KernelUnits.read(PROC);
  private final ProcTrees<String> trees = new ProcTrees<>(PROC, SELF, units, charges);

  @Test
  void chargesWhatNobodyHasSeen() throws Exception {
    trees.settle();
    long before = waited();
    try (Script script = start("(" + BURN + ") & (" + BURN + "); wait", "a")) {
      assertThat(script.process().waitFor()).isZero();
      trees.settle();
      assertThat(charges.millis("a")).isEqualTo(units.millis(waited() - before)).isPositive();
      assertThat(trees.isAlive()).isFalse();
    }
  }

  @Test
  void chargesWhatWasSeenToTheLastTick() throws Exception {
    trees.settle();
    long before = waited();
    String child = BURN + "; (" + BURN + "); echo child; read go <&3; " + BURN;
    try (Script script = start("(" + child + ") & " + BURN + "; wait", "a")) {
      assertThat(script.readLine()).isEqualTo("child");
      trees.look();
      long seen = charges.millis("a");
      assertThat(seen).isPositive();
      script.go();
      // Looked at while they work and end, at moments nobody has chosen.
      while (script.process().isAlive()) {
        trees.look();
      }
      trees.look();
      assertThat(charges.millis("a"))
          .isEqualTo(units.millis(waited() - before))
          .isGreaterThan(seen);
      assertThat(charges.bytes("a")).isZero();
    }
  }

  @Test
  void chargesToTheLastTickWhatSeveralHaveUsedThatEndAtAnyTime() throws Exception {
    trees.settle();
    long before = waited();
    String some = BURN.replace("150000", "9000");
    for (int i = 0; i < 20; i++) {
      start("read go <&3", "a").close();
      start("(" + some + "; (" + some + ")) & " + some + "; (" + some + "); wait", "a");
      start("(" + some + ") & (" + some + ") | (" + some + "); wait", "a");
    }
    while (trees.isAlive()) {
      trees.look();
    }
    assertThat(charges.millis("a")).isEqualTo(units.millis(waited() - before)).isPositive();
  }

  @Test
  void goesOnWhenTheRootHasEnded() throws Exception {
    String script = "setsid sh -c '" + burnUntil("end") + "' & echo up; read go <&3; exit 0";
    try (Script tree = start(script, "a")) {
      assertThat(tree.readLine()).isEqualTo("up");
      trees.look();
      tree.go();
      assertThat(tree.process().waitFor()).isZero();
      lookUntilMoreIsUsed();
      end();
    }
  }

  @Test
  void findsTheDaemonOfADaemonByItsSession() throws Exception {
    String leader = "echo up; " + burnUntil("go") + "; (" + burnUntil("end") + ") & exit 0";
    try (Script tree = start("setsid sh -c '" + leader + "'; exit 0", "a")) {
      assertThat(tree.readLine()).isEqualTo("up");
      trees.look();
      Files.createFile(folder.resolve("go"));
      assertThat(tree.process().waitFor()).isZero();
      lookUntilMoreIsUsed();
      end();
    }
  }

  /** What is left of the tree uses CPU time, and memory. */
  private void lookUntilMoreIsUsed() {
    trees.settle();
    long before = charges.millis("a");
    while (charges.millis("a") < before + 100) {
      trees.look();
      assertThat(trees.isAlive()).isTrue();
    }
    assertThat(charges.bytes("a")).isPositive();
  }

  private void end() throws IOException {
    Files.createFile(folder.resolve("end"));
    while (trees.isAlive()) {
      trees.look();
    }
    assertThat(charges.bytes("a")).isZero();
  }

  private String burnUntil(String file) {
    return "until [ -e " + folder.resolve(file) + " ]; do :; done";
  }

  @Test
  void knowsWhatATreeHasInMemory() throws Exception {
    String holder = "x=$(head -c 30000000 /dev/zero | tr \"\\0\" a); echo up; read go <&3";
    try (Script script = start("(" + holder + ") & wait", "a")) {
      assertThat(script.readLine()).isEqualTo("up");
      trees.look();
      assertThat(charges.bytes("a")).isBetween(30_000_000L, 300_000_000L);
      script.go();
      assertThat(script.process().waitFor()).isZero();
      trees.look();
      assertThat(charges.bytes("a")).isZero();
    }
  }

  private Script start(String script, String owner) throws IOException {
    Script started = Script.start(script);
    trees.add(started.process(), owner);
    return started;
  }

  private static long waited() {
    return read(SELF).waited;
  }

  private static ProcessStat read(int pid) {
    ProcessStat stat = new ProcessStat();
    assertThat(new ProcReader(PROC).read(pid, stat)).isEqualTo(ProcReader.Found.READ);
    return stat;
  }
}
