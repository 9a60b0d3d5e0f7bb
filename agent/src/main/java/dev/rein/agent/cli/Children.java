package dev.rein.agent.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Processes that a command starts, all within one time limit. None outlives the command, however it
 * ends; an interrupt from the keyboard included.
 */
final class Children implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final List<Process> children = new CopyOnWriteArrayList<>();
  private final Thread onExit = new Thread(this::stopAll, "rein-stop-children");
  private final long deadline;

  /**
   * @param limit for all of them together
   */
  Children(Duration limit) {
    deadline = System.nanoTime() + limit.toNanos();
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  Process start(ProcessBuilder builder) {
    try {
      Process child = builder.start();
      children.add(child);
      return child;
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILURE, "cannot start a process: " + e.getMessage());
    }
  }

  /** Runs a process to its end and returns its exit code. */
  int run(String what, ProcessBuilder builder) {
    Process child = start(builder);
    try {
      if (child.waitFor(nanosLeft(), TimeUnit.NANOSECONDS)) {
        return child.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new CommandFailure(ExitCode.FAILURE, what + " did not end in time and was stopped");
  }

  long nanosLeft() {
    return Math.max(0, deadline - System.nanoTime());
  }

  @Override
  public void close() {
    stopAll();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException ignored) {
      // The JVM is ending, and the hook does the same again.
    }
  }

  private void stopAll() {
    children.forEach(Process::destroy);
    long end = System.nanoTime() + GRACE.toNanos();
    for (Process child : children) {
      try {
        child.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      child.destroyForcibly();
    }
  }
}
