package dev.rein.agent.sample;

/**
 * The platform threads that are alive at one moment, and what they have used since their starts.
 */
public final class PlatformThreads {
  private final Thread[] threads;
  private final long[] ids;
  private final long[] cpuNanos;
  private final long[] allocated;
  private final Use carriers;
  private final Use own;
  private final long programAllocated;

  PlatformThreads(
      Thread[] threads,
      long[] ids,
      long[] cpuNanos,
      long[] allocated,
      Use carriers,
      Use own,
      long programAllocated) {
    this.threads = threads;
    this.ids = ids;
    this.cpuNanos = cpuNanos;
    this.allocated = allocated;
    this.carriers = carriers;
    this.own = own;
    this.programAllocated = programAllocated;
  }

  /** CPU time in nanoseconds and bytes allocated, of some threads together. */
  public record Use(long cpuNanos, long allocated) {
    /** None. */
    public static final Use NONE = new Use(0, 0);

    /** What has come since an earlier look. */
    public Use since(Use before) {
      return new Use(
          Math.max(0, cpuNanos - before.cpuNanos), Math.max(0, allocated - before.allocated));
    }

    Use plus(Use more) {
      return new Use(cpuNanos + more.cpuNanos, allocated + more.allocated);
    }
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
    return ThreadLooks.isOwn(threads[place]);
  }

  /** Of each, since its start; -1 for one that has ended meanwhile. */
  public long[] cpuNanos() {
    return cpuNanos;
  }

  /** Of each, in bytes, since its start; -1 for one that has ended meanwhile. */
  public long[] allocated() {
    return allocated;
  }

  /** Those on which virtual threads run; also what those had used that have ended. */
  public Use carriers() {
    return carriers;
  }

  /** Rein's; also what those had used that have ended. */
  public Use own() {
    return own;
  }

  /**
   * Bytes that all but Rein's have allocated: of the program's own threads those that are alive, of
   * the JDK's also those that have ended.
   */
  public long programAllocated() {
    return programAllocated;
  }
}
