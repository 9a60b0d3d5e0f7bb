package dev.rein.agent;

import dev.rein.hook.CallGuard;

/**
 * Makes Rein's own threads. They belong to the system's thread group, as the JDK's housekeeping
 * threads do, so they do not show among the host's, and nothing they do is counted.
 */
final class SystemThreads {
  private SystemThreads() {}

  static Thread unstarted(String name, Runnable task) {
    return asOwn(new Steady(systemGroup(), uncounted(task), name));
  }

  /** One that runs code of the host's, and that an interrupt may have to reach. */
  static Thread interruptible(String name, Runnable task) {
    return asOwn(new Thread(systemGroup(), uncounted(task), name, 0, false));
  }

  private static Runnable uncounted(Runnable task) {
    return () -> {
      CallGuard.suspendCurrent();
      task.run();
    };
  }

  private static Thread asOwn(Thread thread) {
    thread.setDaemon(true);
    thread.setContextClassLoader(SystemThreads.class.getClassLoader());
    return thread;
  }

  /** The one above all. */
  static ThreadGroup systemGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  /**
   * A thread that nobody interrupts: a host that does so to all threads it finds would have the
   * ledger's files closed while they are written, and the flight recorder's stream end. Rein wakes
   * its threads otherwise.
   */
  private static final class Steady extends Thread {
    Steady(ThreadGroup group, Runnable task, String name) {
      super(group, task, name, 0, false);
    }

    @Override
    public void interrupt() {
      // See above.
    }
  }
}
