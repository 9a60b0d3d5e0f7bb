package dev.rein.agent;

import dev.rein.hook.ThreadHooks;

/** What there is to know about the JVM that Rein is in. */
final class HostJvm {
  private HostJvm() {}

  /** How many of the host's platform threads are alive now. */
  static int liveThreads() {
    ThreadGroup root = SystemThreads.systemGroup();
    Thread[] threads = new Thread[root.activeCount() + 100];
    int count = root.enumerate(threads);
    int live = 0;
    for (int i = 0; i < count; i++) {
      if (ThreadHooks.isHostThread(threads[i])) {
        live++;
      }
    }
    return live;
  }
}
