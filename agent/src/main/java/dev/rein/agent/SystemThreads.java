package dev.rein.agent;

/**
 * Makes Rein's own threads. They belong to the system's thread group, as the JDK's housekeeping
 * threads do, so they are not charged and do not show among the host's.
 */
final class SystemThreads {
  private SystemThreads() {}

  static Thread unstarted(String name, Runnable task) {
    return asOwn(new Steady(systemGroup(), task, name));
  }

  /** One that runs code of the host's, and that an interrupt may have to reach. */
  static Thread interruptible(String name, Runnable task) {
    return asOwn(new Thread(systemGroup(), task, name, 0, false));
  }

  private static Thread asOwn(Thread thread) {
    thread.setDaemon(true);
    thread.setContextClassLoader(SystemThreads.class.getClassLoader());
    return thread;
  }

  private static ThreadGroup systemGroup() {
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
