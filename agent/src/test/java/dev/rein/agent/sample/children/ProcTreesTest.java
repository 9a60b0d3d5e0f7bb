package dev.rein.agent.sample.children;

import static dev.rein.agent.sample.children.FakeProc.JVM;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Who belongs to whom, and what has used how much, on processes that are made up. */
final class ProcTreesTest extends MadeUpTrees {
  private static final long PAGE = 4096;

  @Test
  void chargesWhatTheWholeTreeUsesToItsOwner() throws IOException {
    start(20, "a");
    start(30, "b");
    proc.put(21, 20);
    proc.put(22, 21).pages = 3;
    proc.put(40, 1).own = 1000;
    proc.use(20, 1);
    proc.use(22, 4);
    proc.use(30, 7);
    proc.at(30).pages = 5;
    look();
    assertThat(charges.millis("a")).isEqualTo(50);
    assertThat(charges.bytes("a")).isEqualTo(3 * PAGE);
    assertThat(charges.millis("b")).isEqualTo(70);
    proc.use(21, 2);
    look();
    assertThat(charges.millis("a")).isEqualTo(70);
    assertThat(charges.millis("b")).isEqualTo(70);
    assertThat(charges.bytes("b")).isEqualTo(5 * PAGE);
  }

  @Test
  void chargesAProcessThatNoLookHasSeen() throws IOException {
    FakeProcess root = start(20, "a");
    proc.use(20, 9);
    end(root);
    settle();
    assertThat(charges.millis("a")).isEqualTo(90);
    assertThat(trees.isAlive()).isFalse();
  }

  @Test
  void chargesWhatWasUsedBeforeAnythingWasStartedToNobody() throws IOException {
    proc.at(JVM).waited = 500;
    ProcTrees<String> late = new ProcTrees<>(folder.toFile(), JVM, KernelUnits.USUAL, charges);
    proc.write();
    late.settle();
    FakeProcess root = new FakeProcess(20);
    proc.put(20, JVM).own = 3;
    late.add(root, "a");
    end(root);
    proc.write();
    late.settle();
    assertThat(charges.millis("a")).isEqualTo(30);
  }

  @Test
  void countsNothingTwiceWhenParentsWait() throws IOException {
    FakeProcess root = start(20, "a");
    proc.put(21, 20).own = 10;
    proc.put(22, 21).own = 20;
    look();
    assertThat(charges.millis("a")).isEqualTo(300);
    proc.use(22, 1);
    proc.end(22);
    proc.use(21, 1);
    proc.end(21);
    look();
    assertThat(charges.millis("a")).isEqualTo(320);
    proc.use(20, 1);
    end(root);
    look();
    assertThat(charges.millis("a")).isEqualTo(330);
    assertThat(trees.isAlive()).isFalse();
  }

  @Test
  void countsNothingTwiceWhenAllEndBetweenTwoLooks() throws IOException {
    FakeProcess root = start(20, "a");
    proc.put(21, 20).own = 10;
    proc.put(22, 21).own = 20;
    look();
    proc.use(22, 5);
    proc.end(22);
    proc.end(21);
    end(root);
    look();
    assertThat(charges.millis("a")).isEqualTo(350);
  }

  @Test
  void countsWhatTheJvmHasNotYetWaitedForWhenItHas() throws IOException {
    FakeProcess root = start(20, "a");
    proc.put(21, 20).own = 10;
    look();
    proc.use(21, 5);
    proc.end(21);
    proc.end(20);
    // The JVM's own thread that waits has not told yet.
    look();
    assertThat(charges.millis("a")).isEqualTo(100);
    root.end();
    look();
    assertThat(charges.millis("a")).isEqualTo(150);
  }

  @Test
  void splitsWhatIsNotKnownOfEachAmongThoseThatEnded() throws IOException {
    FakeProcess seen = start(20, "a");
    proc.use(20, 10);
    look();
    FakeProcess unseen = start(30, "b");
    proc.use(20, 3);
    proc.use(30, 4);
    end(seen);
    end(unseen);
    settle();
    assertThat(charges.millis("a") + charges.millis("b")).isEqualTo(170);
    assertThat(charges.millis("a")).isBetween(130L, 140L);
  }

  @Test
  void aZombieThatWasSeenIsKnownExactly() throws IOException {
    FakeProcess seen = start(20, "a");
    FakeProcess unseen = start(30, "b");
    proc.use(20, 10);
    proc.at(20).state = 'Z';
    look();
    assertThat(charges.bytes("a")).isZero();
    proc.use(30, 8);
    end(seen);
    end(unseen);
    settle();
    assertThat(charges.millis("a")).isEqualTo(100);
    assertThat(charges.millis("b")).isEqualTo(80);
  }

  @Test
  void whatIsOrphanedStillBelongsToItsTree() throws IOException {
    FakeProcess root = start(20, "a");
    proc.put(21, 20);
    look();
    end(root);
    proc.use(21, 5);
    proc.at(21).pages = 7;
    proc.put(22, 21).own = 1;
    look();
    assertThat(charges.millis("a")).isEqualTo(60);
    assertThat(charges.bytes("a")).isEqualTo(7 * PAGE);
    assertThat(trees.isAlive()).isTrue();
    proc.end(22);
    proc.vanish(21);
    look();
    assertThat(charges.millis("a")).isEqualTo(60);
    assertThat(charges.bytes("a")).isZero();
    assertThat(trees.isAlive()).isFalse();
  }

  @Test
  void whatIsOrphanedUnseenIsKnownByItsSessionOrGroup() throws IOException {
    start(20, "a");
    proc.put(21, 20).session = 21;
    proc.put(22, 20).group = 22;
    look();
    proc.put(31, 21).session = 21;
    proc.put(32, 22).group = 22;
    proc.put(33, 1).own = 100;
    proc.vanish(21);
    proc.vanish(22);
    proc.use(31, 2);
    proc.use(32, 3);
    look();
    assertThat(charges.millis("a")).isEqualTo(50);
  }

  @Test
  void anothersProcessWithThePidOfAMemberIsNotOne() throws IOException {
    FakeProcess root = start(20, "a");
    proc.put(21, 20).own = 1;
    look();
    proc.vanish(21);
    proc.put(21, 1).own = 1000;
    proc.put(22, 21).own = 1000;
    look();
    assertThat(charges.millis("a")).isEqualTo(10);
    end(root);
    proc.put(20, 1).own = 1000;
    look();
    assertThat(charges.millis("a")).isEqualTo(10);
    assertThat(trees.isAlive()).isFalse();
  }

  @Test
  void aMemberWithThePidOfAStrangerIsFoundInTime() throws IOException {
    start(20, "a");
    proc.put(50, 1).own = 1000;
    look();
    proc.vanish(50);
    proc.put(50, 20);
    for (int i = 0; i < ProcessTable.ALL_EVERY; i++) {
      proc.use(50, 1);
      look();
    }
    assertThat(charges.millis("a")).isEqualTo(ProcessTable.ALL_EVERY * 10L);
  }

  @Test
  void aStrangerIsNotRememberedWhileNobodyLooks() throws IOException {
    FakeProcess first = start(20, "a");
    proc.put(50, 1).own = 1000;
    look();
    end(first);
    look();
    proc.vanish(50);
    start(50, "b");
    proc.use(50, 3);
    look();
    assertThat(charges.millis("b")).isEqualTo(30);
  }

  @Test
  void aRootThatHasEndedIsNotTheNextProcessWithItsPid() throws IOException {
    FakeProcess first = start(20, "a");
    proc.use(20, 2);
    end(first);
    FakeProcess second = start(20, "b");
    proc.use(20, 5);
    look();
    assertThat(charges.millis("a")).isEqualTo(20);
    assertThat(charges.millis("b")).isEqualTo(50);
    end(second);
    look();
    assertThat(charges.millis("b")).isEqualTo(50);
  }

  @Test
  void aThousandDeadAreForgotten() throws IOException {
    FakeProcess last = start(2000, "b");
    for (int pid = 3000; pid < 4000; pid++) {
      FakeProcess root = new FakeProcess(pid);
      trees.add(root, "a");
      root.end();
    }
    proc.use(2000, 3);
    look();
    assertThat(charges.millis("a")).isZero();
    assertThat(charges.millis("b")).isEqualTo(30);
    end(last);
    look();
    assertThat(trees.isAlive()).isFalse();
  }

  @Test
  void whatHasVanishedOrIsNoProcessIsPassedOver() throws IOException {
    start(20, "a");
    proc.use(20, 2);
    Files.createDirectories(folder.resolve("77"));
    Files.createDirectories(folder.resolve("99999999999999999999"));
    Files.writeString(folder.resolve("meminfo"), "MemTotal: 1 kB\n");
    Files.writeString(Files.createDirectories(folder.resolve("78")).resolve("stat"), "78 (x");
    look();
    assertThat(charges.millis("a")).isEqualTo(20);
  }

  @Test
  void aLookThatCouldNotReadTakesNobodyForDead() throws IOException {
    start(20, "a");
    proc.use(20, 2);
    look();
    // What cannot be opened though it is there, as when there are too many open files.
    Path unreadable = Files.createDirectories(folder.resolve("5/stat"));
    Files.delete(folder.resolve("20/stat"));
    trees.look();
    Files.delete(unreadable);
    proc.use(20, 2);
    look();
    assertThat(charges.millis("a")).isEqualTo(40);
    assertThat(trees.isAlive()).isTrue();
  }

  @Test
  void looksAtNothingWithoutATree() throws IOException {
    Files.delete(folder.resolve(JVM + "/stat"));
    trees.look();
    assertThat(trees.isAlive()).isFalse();
  }
}
