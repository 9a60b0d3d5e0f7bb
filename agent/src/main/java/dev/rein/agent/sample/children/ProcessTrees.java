package dev.rein.agent.sample.children;

import java.io.File;
import java.util.function.Consumer;

/**
 * The trees of processes below those that the host has started, each of which belongs to an owner
 * until the last process of it has ended. Any thread may call.
 *
 * @param <T> what an owner is
 */
public sealed interface ProcessTrees<T> permits ProcTrees, HandleTrees {
  /**
   * Trees of this JVM's children.
   *
   * @param listener told of what they use, on the thread that calls {@link #settle} or {@link
   *     #look}
   * @param remarks takes a line on what cannot be told on this system, when it first matters
   */
  static <T> ProcessTrees<T> ofThisJvm(TreeListener<T> listener, Consumer<String> remarks) {
    int self = (int) ProcessHandle.current().pid();
    File folder = new File("/proc");
    return new ProcReader(folder).showsSelf(self)
        ? new ProcTrees<>(folder, self, KernelUnits.read(folder), listener)
        : new HandleTrees<>(listener, remarks);
  }

  /** The host has started a process. */
  void add(Process root, T owner);

  /**
   * Charges what the children that have ended had used. Cheap when none has. To be called before a
   * process is started, and from time to time: what several have used that ended between two calls
   * is known for all of them together.
   */
  void settle();

  /**
   * Looks at the processes of the machine, once, and charges what those of the trees have used;
   * does nothing when there is no tree.
   */
  void look();

  /** True when a {@link #look} would look at something. */
  boolean isAlive();
}
