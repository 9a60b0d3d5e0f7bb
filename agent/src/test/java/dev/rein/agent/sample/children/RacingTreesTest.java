package dev.rein.agent.sample.children;

import static dev.rein.agent.sample.children.FakeProc.JVM;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ends while it is looked at: nothing is lost of it, and nothing is charged twice. */
final class RacingTreesTest extends MadeUpTrees {
  @Test
  void aZombieIsChargedTheTicksThatItsPartsAddUpTo() throws IOException {
    FakeProcess root = start(20, "a");
    proc.use(20, 10);
    proc.at(20).waited = 5;
    proc.at(20).state = 'Z';
    look();
    assertThat(charges.millis("a")).isEqualTo(150);
    // 10.6 and 5.6 ticks, and 0.8 that the JVM had before.
    proc.at(JVM).waited += 2;
    end(root);
    look();
    assertThat(charges.millis("a")).isEqualTo(170);
  }

  @Test
  void aProcessThatIsBeingTakenAwayIsNoZombie() throws IOException {
    FakeProcess root = start(20, "a");
    FakeProcess other = start(30, "b");
    proc.use(20, 10);
    look();
    FakeProc.Entry entry = proc.at(20);
    entry.state = 'Z';
    entry.threads = 0;
    entry.own = 0;
    look();
    entry.own = 17;
    end(root);
    look();
    assertThat(charges.millis("a")).isEqualTo(170);
    end(other);
    look();
    assertThat(charges.millis("a") + charges.millis("b")).isEqualTo(170);
  }

  @Test
  void aChildThatIsWaitedForWhenItsParentHasBeenRead() throws IOException {
    start(20, "a");
    proc.put(21, 20).own = 10;
    look();
    proc.vanish(21);
    look();
    assertThat(charges.millis("a")).isEqualTo(100);
    proc.at(20).waited += 12;
    look();
    assertThat(charges.millis("a")).isEqualTo(120);
  }

  @Test
  void aChildOfWhichTheParentHasWaitedForAnotherBeforeItWasRead() throws IOException {
    start(20, "a");
    proc.put(21, 20).own = 10;
    look();
    proc.at(20).waited += 4;
    proc.vanish(21);
    look();
    assertThat(charges.millis("a")).isEqualTo(100);
    proc.at(20).waited += 11;
    look();
    assertThat(charges.millis("a")).isEqualTo(150);
  }

  @Test
  void whatHasNotComeByTheNextLookTakesNothingAway() throws IOException {
    start(20, "a");
    proc.put(21, 20).own = 10;
    look();
    proc.vanish(21);
    look();
    look();
    proc.at(20).waited += 4;
    look();
    assertThat(charges.millis("a")).isEqualTo(140);
  }

  @Test
  void allAboveOneThatIsWaitedForEndBeforeTheNextLook() throws IOException {
    FakeProcess root = start(20, "a");
    proc.put(21, 20).own = 1;
    proc.put(22, 21).own = 10;
    look();
    proc.vanish(22);
    look();
    proc.at(21).waited += 12;
    proc.end(21);
    look();
    assertThat(charges.millis("a")).isEqualTo(130);
    proc.put(23, 20).own = 20;
    look();
    proc.vanish(23);
    look();
    proc.at(20).waited += 21;
    end(root);
    settle();
    assertThat(charges.millis("a")).isEqualTo(340);
  }

  @Test
  void whatInitHasWaitedForIsNotChargedInsteadOfOthers() throws IOException {
    start(20, "a");
    proc.put(21, 20).own = 1;
    proc.put(22, 21).own = 100;
    proc.put(23, 20).own = 1;
    proc.put(24, 23).own = 200;
    look();
    assertThat(charges.millis("a")).isEqualTo(3020);
    proc.end(22);
    proc.end(21);
    proc.end(23);
    proc.vanish(24);
    look();
    assertThat(charges.millis("a")).isEqualTo(3020);
  }

  @Test
  void theJvmHasGotTheTimeOfOneThatItSaysIsAlive() throws IOException {
    FakeProcess first = start(20, "a");
    FakeProcess second = start(30, "b");
    proc.use(20, 5);
    proc.use(30, 50);
    look();
    proc.use(30, 2);
    end(first);
    proc.end(30);
    settle();
    assertThat(charges.millis("a")).isEqualTo(50);
    second.end();
    settle();
    assertThat(charges.millis("a") + charges.millis("b")).isEqualTo(570);
    assertThat(charges.millis("b")).isBetween(500L, 520L);
  }

  @Test
  void aRootThatTheSystemHidesHoldsUpNobody() throws IOException {
    start(30, "b");
    FakeProcess root = start(20, "a");
    proc.vanish(30);
    look();
    look();
    proc.use(20, 3);
    end(root);
    settle();
    assertThat(charges.millis("a")).isEqualTo(30);
  }

  @Test
  void chargesLaterWhenItCannotBeToldWhoHasEnded() throws IOException {
    FakeProcess root = start(20, "a");
    proc.put(21, 20).own = 10;
    look();
    proc.end(21);
    proc.use(20, 1);
    end(root);
    proc.write();
    // What cannot be opened though it is there, as when there are too many open files.
    Path unreadable = Files.createDirectories(folder.resolve("21/stat"));
    trees.settle();
    assertThat(charges.millis("a")).isEqualTo(100);
    Files.delete(unreadable);
    trees.settle();
    assertThat(charges.millis("a")).isEqualTo(110);
    assertThat(trees.isAlive()).isFalse();
  }

  @Test
  void aChildThatWasReadBeforeItsParentIsReadAgain() throws IOException {
    proc.put(30, JVM);
    proc.put(20, 30);
    proc.put(25, 20);
    proc.put(40, 30);
    proc.write();
    ProcessTable table =
        new ProcessTable(
            new ProcReader(folder.toFile()) {
              @Override
              String[] names() {
                return new String[] {"1", "10", "20", "25", "30", "40"};
              }

              @Override
              Found read(int pid, ProcessStat into) {
                if (pid == 30) {
                  proc.end(25);
                  proc.end(20);
                  rewrite();
                }
                return super.read(pid, into);
              }
            },
            JVM);
    assertThat(table.read()).isTrue();
    assertThat(table.size()).isEqualTo(4);
    assertThat(table.ofPid(20)).isNull();
    assertThat(table.ofPid(25)).isNull();
    assertThat(List.of(table.get(0).pid, table.get(1).pid, table.get(2).pid, table.get(3).pid))
        .containsExactlyInAnyOrder(1, JVM, 30, 40);
  }

  @Test
  void aLookThatBeganBeforeTheRootWasDealtWithAddsNobody() throws IOException {
    FakeProcess root = new FakeProcess(20);
    Tree<String> tree = new Tree<>(root, "a");
    Census census = new Census(JVM);
    ProcessTable table = new ProcessTable(new ProcReader(folder.toFile()), JVM);
    proc.put(20, JVM);
    proc.put(21, 20).group = 21;
    proc.put(22, 1).group = 21;
    look(census, table, tree);
    proc.vanish(21);
    look(census, table, tree);
    proc.put(23, 20).group = 21;
    tree.lookBegins();
    proc.write();
    assertThat(table.read()).isTrue();
    tree.root().missed();
    tree.settle();
    census.take(table, List.of(tree));
    assertThat(tree.members()).extracting(member -> member.pid).containsExactly(22);
    look(census, table, tree);
    assertThat(tree.members()).extracting(member -> member.pid).containsExactly(22, 23);
  }

  private void look(Census census, ProcessTable table, Tree<String> tree) throws IOException {
    proc.write();
    tree.lookBegins();
    assertThat(table.read()).isTrue();
    census.take(table, List.of(tree));
  }

  private void rewrite() {
    try {
      proc.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
