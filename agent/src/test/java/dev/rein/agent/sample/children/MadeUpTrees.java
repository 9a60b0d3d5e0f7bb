package dev.rein.agent.sample.children;

import static dev.rein.agent.sample.children.FakeProc.JVM;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Trees of processes that are made up, and the JVM they belong to. */
class MadeUpTrees {
  @TempDir Path folder;

  final Charges charges = new Charges();
  FakeProc proc;
  ProcTrees<String> trees;

  @BeforeEach
  void layOut() throws IOException {
    proc = new FakeProc(folder);
    trees = new ProcTrees<>(folder.toFile(), JVM, KernelUnits.USUAL, charges);
    settle();
  }

  void look() throws IOException {
    proc.write();
    trees.look();
  }

  void settle() throws IOException {
    proc.write();
    trees.settle();
  }

  /** The JVM starts a process, for an owner. */
  FakeProcess start(int pid, String owner) {
    FakeProcess root = new FakeProcess(pid);
    proc.put(pid, JVM);
    trees.add(root, owner);
    return root;
  }

  /** A child of the JVM ends, and the JVM waits for it. */
  void end(FakeProcess root) {
    proc.end((int) root.pid());
    root.end();
  }
}
