package dev.rein.agent;

/**
 * Makes Rein's own threads. They belong to the system's thread group, as the JDK's housekeeping
 * threads do, so they are not charged and do not show among the host's.
 */
final class SystemThreads {
  private SystemThreads() {}

  static Thread unstarted(String name, Runnable task) {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    Thread thread = new Thread(group, task, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(SystemThreads.class.getClassLoader());
    return thread;
  }
}
