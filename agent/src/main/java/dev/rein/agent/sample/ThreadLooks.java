package dev.rein.agent.sample;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all platform threads: the program's, those that carry virtual threads, other ones of the
 * JDK's, and Rein's own apart. One thread at a time.
 */
public final class ThreadLooks {
  /** From JDK 21 on. */
  private static final String CARRIER = "jdk.internal.misc.CarrierThread";

  private final ThreadCounters counters;
  private final Predicate<Thread> programs;
  private final ThreadKind carriers = new ThreadKind();
  private final ThreadKind system = new ThreadKind();
  private final ThreadKind own = new ThreadKind();

  /**
   * @param programs whether a thread is the program's own, whose end is told elsewhere
   */
  public ThreadLooks(ThreadCounters counters, Predicate<Thread> programs) {
    this.counters = counters;
    this.programs = programs;
  }

  /** Looks at all of them. Some hundred take some tens of microseconds. */
  public PlatformThreads look() {
    Thread[] threads = all();
    long[] ids = new long[threads.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = threads[i].getId();
    }
    long[] cpu = counters.cpuNanos(ids);
    long[] allocated = counters.allocated(ids);
    long rest = 0;
    for (int i = 0; i < ids.length; i++) {
      ThreadKind kind = kind(threads[i]);
      if (kind == null) {
        rest += Math.max(0, allocated[i]);
      } else if (cpu[i] >= 0 && allocated[i] >= 0) {
        kind.add(ids[i], new PlatformThreads.Use(cpu[i], allocated[i]));
      }
    }
    PlatformThreads.Use carried = carriers.sum();
    long program = rest + carried.allocated() + system.sum().allocated();
    return new PlatformThreads(threads, ids, cpu, allocated, carried, own.sum(), program);
  }

  /** Null for the program's own, whose ends are told. */
  private @Nullable ThreadKind kind(Thread thread) {
    if (isOwn(thread)) {
      return own;
    } else if (thread.getClass().getName().equals(CARRIER)) {
      return carriers;
    }
    return programs.test(thread) ? null : system;
  }

  /** Those that the Flight Recorder runs work for Rein, as far as it is Rein that records. */
  static boolean isOwn(Thread thread) {
    String name = thread.getName();
    return name.startsWith("rein-") || name.startsWith("JFR ");
  }

  private static Thread[] all() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    // More may start meanwhile; what does not fit is seen at the next look.
    Thread[] found = new Thread[root.activeCount() + 100];
    return Arrays.copyOf(found, root.enumerate(found));
  }
}
