package dev.rein.agent.sample.jfr;

import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The flight recorder as the rest of Rein sees it: there or not there, switched on and off by the
 * room on its volume. Names no class of {@code jdk.jfr}, so that it can be had on a JDK without it.
 * For any thread.
 */
public final class JfrSampling {
  private final JfrListener listener;
  private final boolean byCpuTime;
  private final LeftRepositories notes;
  private final ThreadFactory threads;
  private final Consumer<String> problems;
  private final RecorderVolume volume = new RecorderVolume();

  private Attention attention = Attention.FULL;
  private @Nullable JfrThread thread;
  private @Nullable RepositoryClaim claim;
  private boolean over;
  private boolean toldOfRoom;

  /**
   * Does nothing until {@link #look()}.
   *
   * @param byCpuTime whether methods are sampled by CPU time, where the JDK can: experimental there
   * @param own the folder of this JVM's own, to keep in mind what it leaves behind when killed
   * @param threads makes threads whose calls are not counted
   * @param problems takes one line for a user when the recorder cannot be had, and another when it
   *     can again
   */
  public JfrSampling(
      JfrListener listener,
      boolean byCpuTime,
      Path own,
      ThreadFactory threads,
      Consumer<String> problems) {
    this.listener = listener;
    this.byCpuTime = byCpuTime;
    this.notes = new LeftRepositories(own);
    this.threads = threads;
    this.problems = problems;
  }

  /**
   * Starts the recorder, stops it when there is little room for its files, and starts it again. To
   * be called once a second, for the first time half a second after the host's start: a JVM that
   * ends while its recorder starts takes 300 ms longer.
   */
  public synchronized void look() {
    JfrThread current = thread;
    if (over) {
      return;
    }
    if (current != null && !current.isAlive()) {
      over = true; // It has said why.
      return;
    }
    String problem = volume.problem(current != null);
    if (current == null) {
      if (problem == null) {
        start();
      } else if (!toldOfRoom) {
        toldOfRoom = true;
        problems.accept("the flight recorder is not started: " + problem);
      }
    } else if (problem != null) {
      toldOfRoom = true;
      thread = null;
      current.close();
      problems.accept("the flight recorder is stopped until there is room: " + problem);
    }
  }

  private void start() {
    if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
      over = true;
      problems.accept(
          "no hot spots without the JDK's module jdk.jfr; add it with --add-modules to jlink or"
              + " java");
      return;
    }
    if (claim == null) {
      claim = new RepositoryClaim(notes);
    }
    thread = JfrThread.start(listener, byCpuTime, claim, attention, threads, problems);
    if (toldOfRoom) {
      toldOfRoom = false;
      problems.accept("the flight recorder has room again and is started");
    }
  }

  /**
   * Whether to look closely, or to cost next to nothing: the host is idle, or Rein is over its own
   * budget.
   */
  public synchronized void setAttentive(boolean attentive) {
    attention = attentive ? Attention.FULL : Attention.LITTLE;
    if (thread != null && !over) {
      thread.attend(attention);
    }
  }

  /** Where the recorder writes, or null when it does not. */
  public @Nullable Path repository() {
    return RepositoryClaim.repository();
  }

  /**
   * Takes Rein's recording out of the JVM, within a few seconds. Not needed when the JVM ends: the
   * recorder then removes its files by itself.
   */
  public synchronized void close() {
    over = true;
    if (thread != null) {
      thread.close();
      thread = null;
    }
    if (claim != null) {
      claim.giveUp();
    }
  }
}
