package dev.rein.agent;

import dev.rein.agent.sample.Cadence;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has what no call can be charged with looked at, from time to time: more rarely when there is
 * little to see or Rein uses too much. All that it needs is made on this thread, for the program's
 * main should not wait for it.
 */
final class SamplerThread {
  /** The program's start is not held up by what the JVM loads for its counters. */
  private static final Duration COUNTERS_AFTER = Duration.ofMillis(100);

  /** The Flight Recorder must not meet a JVM that is still starting: JDK-8371889. */
  private static final Duration REST_AFTER = Duration.ofMillis(600);

  private static final long LONGEST_CLOSE_MILLIS = 2_000;

  private final Supplier<Sampling> making;
  private final Consumer<String> problems;
  private final Thread thread = SystemThreads.unstarted("rein-sampler", this::run);
  private volatile @Nullable Sampling sampling;
  private volatile boolean chargesOnceMore;
  private volatile boolean closed;

  /**
   * @param making asked once, on the thread
   * @param problems takes a line if the thread fails
   */
  SamplerThread(Supplier<Sampling> making, Consumer<String> problems) {
    this.making = making;
    this.problems = problems;
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      work();
    } catch (RuntimeException | Error fault) {
      problems.accept("CPU time and memory are not measured any more: " + fault);
    }
  }

  private void work() {
    Sampling made = making.get();
    sampling = made;
    rest(COUNTERS_AFTER, made);
    if (!closed) {
      made.beginCounting();
    }
    rest(REST_AFTER, made);
    if (!closed) {
      made.begin();
    }
    while (!closed) {
      Duration pause = made.look();
      long planned = System.nanoTime() + pause.toNanos();
      rest(pause, made);
      made.setLag(System.nanoTime() - planned);
    }
    if (chargesOnceMore) {
      made.chargeLast();
    }
  }

  private void rest(Duration pause, Sampling made) {
    long end = System.nanoTime() + pause.toNanos();
    for (long left = pause.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
      made.lookAtTheRecorder();
      LockSupport.parkNanos(this, Math.min(left, Cadence.SHORTEST.toNanos()));
    }
  }

  /**
   * The JVM ends: what has come since the last look still counts, if that can be had within a
   * bounded time. A look may be stuck in a file system that does not answer.
   */
  void chargeForTheLastTime() {
    chargesOnceMore = true;
    end();
  }

  /** Rein goes; within a bounded time. */
  void close() {
    // Before the recorder, which a look may just be about to start.
    end();
    Sampling made = sampling;
    if (made != null) {
      made.close();
    }
  }

  private void end() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      if (Thread.currentThread() != thread) {
        thread.join(LONGEST_CLOSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
