package dev.rein.agent.sample;

/**
 * The platform threads that are alive at one moment, and what they have used since their starts:
 * the program's, those that carry virtual threads, and Rein's own apart.
 */
public final class PlatformThreads {
  /** From JDK 21 on. */
  private static final String CARRIER = "jdk.internal.misc.CarrierThread";

  private final Thread[] threads;
  private final long[] ids;
  private final long[] cpuNanos;
  private final long[] allocated;
  private final Use carriers;
  private final Use own;
  private final long allAllocated;

  private PlatformThreads(
      Thread[] threads,
      long[] ids,
      long[] cpuNanos,
      long[] allocated,
      Use carriers,
      Use own,
      long allAllocated) {
    this.threads = threads;
    this.ids = ids;
    this.cpuNanos = cpuNanos;
    this.allocated = allocated;
    this.carriers = carriers;
    this.own = own;
    this.allAllocated = allAllocated;
  }

  /** CPU time in nanoseconds and bytes allocated, of some threads together. */
  public record Use(long cpuNanos, long allocated) {
    /**
     * What has come since an earlier look; a thread that has ended meanwhile takes nothing away.
     */
    public Use since(Use before) {
      return new Use(
          Math.max(0, cpuNanos - before.cpuNanos), Math.max(0, allocated - before.allocated));
    }
  }

  /** Looks at all of them. Some hundred take some tens of microseconds. */
  public static PlatformThreads look(ThreadCounters counters) {
    Thread[] threads = all();
    long[] ids = new long[threads.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = threads[i].getId();
    }
    long[] cpu = counters.cpuNanos(ids);
    long[] allocated = counters.allocated(ids);
    long[] carriers = new long[2];
    long[] own = new long[2];
    long all = 0;
    for (int i = 0; i < ids.length; i++) {
      all += Math.max(0, allocated[i]);
      if (isOwn(threads[i])) {
        add(own, cpu[i], allocated[i]);
      } else if (threads[i].getClass().getName().equals(CARRIER)) {
        add(carriers, cpu[i], allocated[i]);
      }
    }
    return new PlatformThreads(
        threads,
        ids,
        cpu,
        allocated,
        new Use(carriers[0], carriers[1]),
        new Use(own[0], own[1]),
        all);
  }

  private static void add(long[] sum, long cpuNanos, long allocated) {
    sum[0] += Math.max(0, cpuNanos);
    sum[1] += Math.max(0, allocated);
  }

  /** Those that the Flight Recorder runs work for Rein, as far as it is Rein that records. */
  private static boolean isOwn(Thread thread) {
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
    int count = root.enumerate(found);
    Thread[] threads = new Thread[count];
    System.arraycopy(found, 0, threads, 0, count);
    return threads;
  }

  /** Their ids. */
  public long[] ids() {
    return ids;
  }

  /** What the thread at this place of {@link #ids} is called. */
  public String name(int place) {
    return threads[place].getName();
  }

  /** Whether the thread at this place is Rein's. */
  public boolean isOwn(int place) {
    return isOwn(threads[place]);
  }

  /** Of each, since its start; -1 for one that has ended meanwhile. */
  public long[] cpuNanos() {
    return cpuNanos;
  }

  /** Of each, in bytes, since its start; -1 for one that has ended meanwhile. */
  public long[] allocated() {
    return allocated;
  }

  /** Those on which virtual threads run. */
  public Use carriers() {
    return carriers;
  }

  /** Rein's. */
  public Use own() {
    return own;
  }

  /** Bytes that all of them have allocated. */
  public long allAllocated() {
    return allAllocated;
  }
}
