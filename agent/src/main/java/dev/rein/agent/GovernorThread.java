package dev.rein.agent;

import dev.rein.agent.control.AccountBeans;
import dev.rein.agent.control.AccountStatus;
import dev.rein.agent.governor.Governor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Does what goes by time: timers, thresholds, ends of waits, the policy file, JMX. */
final class GovernorThread {
  private static final long BEANS_EVERY = TimeUnit.SECONDS.toNanos(2);
  private static final long LONGEST_CLOSE_MILLIS = 2_000;

  private final Governor governor;
  private final @Nullable PolicyWatch watch;
  private final AccountBeans beans;
  private final Supplier<List<AccountStatus>> accounts;
  private final Consumer<String> problems;
  private final Thread thread = SystemThreads.unstarted("rein-governor", this::run);
  private long beansShown = System.nanoTime();
  private boolean hasFailed;
  private volatile boolean closed;

  /**
   * @param watch looks at the policy file; null when there is none
   * @param problems takes a line when something fails, once
   */
  GovernorThread(
      Governor governor,
      @Nullable PolicyWatch watch,
      AccountBeans beans,
      Supplier<List<AccountStatus>> accounts,
      Consumer<String> problems) {
    this.governor = governor;
    this.watch = watch;
    this.beans = beans;
    this.accounts = accounts;
    this.problems = problems;
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      LockSupport.parkNanos(this, governor.tickInterval().toNanos());
      // A host that interrupts all threads it finds must not turn this into a spin.
      boolean unused = Thread.interrupted();
      if (!closed) {
        tick();
      }
    }
  }

  private void tick() {
    try {
      governor.tick();
      if (watch != null) {
        watch.look();
      }
      long now = System.nanoTime();
      if (now - beansShown >= BEANS_EVERY) {
        beansShown = now;
        beans.refresh(accounts.get());
      }
    } catch (RuntimeException | Error fault) {
      if (!hasFailed) {
        hasFailed = true;
        problems.accept("what goes by time fails, such as thresholds: " + fault);
      }
    }
  }

  /** Ends the thread and takes the beans away, within a bounded time. */
  void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      if (Thread.currentThread() != thread) {
        thread.join(LONGEST_CLOSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    beans.close();
  }
}
