package dev.rein.it.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import dev.rein.api.Rein;
import dev.rein.api.Scope;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Has agents burn CPU and allocate, and counts by the JVM's own thread counters what each has used.
 * For {@code work SECONDS} on stdin it works, and says {@code AGENT CPU-NANOS BYTES} of each and
 * {@code done}.
 */
public final class BusyHost {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static volatile long sink;

  private final Map<String, LongAdder[]> used = new ConcurrentHashMap<>();

  private BusyHost() {}

  public static void main(String[] args) throws Exception {
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    System.out.println("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      BusyHost host = new BusyHost();
      host.work(TimeUnit.SECONDS.toNanos(Long.parseLong(line.substring("work ".length()))));
      new TreeMap<>(host.used)
          .forEach((agent, sums) -> System.out.println(agent + " " + sums[0] + " " + sums[1]));
      System.out.println("done");
    }
  }

  private void work(long nanos) throws Exception {
    long end = System.nanoTime() + nanos;
    List<Thread> threads = new ArrayList<>();
    threads.add(start("burner", () -> counted("burner", () -> burnUntil(end))));
    threads.add(start("hoarder", () -> counted("hoarder", () -> hoardUntil(end))));
    threads.add(start(() -> shareAPool(end)));
    threads.add(start(() -> startThreads(end)));
    threads.add(start(() -> workVirtually(end)));
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @SuppressWarnings("try") // A scope is there to be closed.
  private static Thread start(String agent, Runnable work) {
    return start(
        () -> {
          try (Scope scope = Rein.agent(agent)) {
            work.run();
          }
        });
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    return thread;
  }

  /** Where there are virtual threads: the JVM does not count for them, the carriers' CPU tells. */
  @SuppressWarnings("try") // A scope is there to be closed.
  private static void workVirtually(long end) {
    if (Runtime.version().feature() < 21) {
      return;
    }
    try (Scope scope = Rein.agent("virtual")) {
      Thread thread = CrewHost.virtual(() -> burnUntil(end));
      thread.start();
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Two agents take turns on one worker. Long ones, so that little of them is what the thread
   * spends on a turn outside of what is counted here: to be woken, to tell the result.
   */
  private void shareAPool(long end) {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    try {
      while (System.nanoTime() < end) {
        Future<?> ping = submit(pool, "ping", 24);
        Future<?> pong = submit(pool, "pong", 12);
        ping.get();
        pong.get();
        Thread.sleep(5);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      pool.shutdown();
    }
  }

  @SuppressWarnings("try") // A scope is there to be closed.
  private Future<?> submit(ExecutorService pool, String agent, int millis) {
    try (Scope scope = Rein.agent(agent)) {
      return pool.submit(() -> counted(agent, () -> burnMillis(millis)));
    }
  }

  /** Threads of an agent's that live for milliseconds; what it takes to end is not counted here. */
  @SuppressWarnings("try") // A scope is there to be closed.
  private void startThreads(long end) {
    while (System.nanoTime() < end) {
      try (Scope scope = Rein.agent("starter")) {
        counted("starter", this::startThread);
      }
    }
  }

  private void startThread() {
    try {
      // What it takes to begin is the agent's too, as all of such a thread's time.
      Thread thread = new Thread(() -> counted("starter", 0, 0, () -> burnMillis(15)));
      thread.start();
      thread.join();
      Thread.sleep(5);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void counted(String agent, Runnable work) {
    long bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    counted(agent, THREADS.getCurrentThreadCpuTime(), bytes, work);
  }

  /**
   * Adds what the thread has used by the end of the work.
   *
   * @param cpu what it had used before
   * @param bytes what it had allocated before
   */
  private void counted(String agent, long cpu, long bytes, Runnable work) {
    work.run();
    long self = Thread.currentThread().getId();
    LongAdder[] sums =
        used.computeIfAbsent(agent, any -> new LongAdder[] {new LongAdder(), new LongAdder()});
    sums[0].add(THREADS.getCurrentThreadCpuTime() - cpu);
    sums[1].add(THREADS.getThreadAllocatedBytes(self) - bytes);
  }

  private static void burnMillis(int millis) {
    burnUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private static void burnUntil(long end) {
    while (System.nanoTime() < end) {
      sink = burn(10_000);
    }
  }

  /** The hottest method. */
  private static long burn(int rounds) {
    long sum = sink;
    for (int i = 0; i < rounds; i++) {
      sum = sum * 31 + (i ^ (sum >>> 7));
    }
    return sum;
  }

  /** Allocates about 20 MB a second, so that it does not burn as well. */
  private static void hoardUntil(long end) {
    Map<Integer, byte[]> kept = new HashMap<>();
    for (int i = 0; System.nanoTime() < end; i++) {
      kept.put(i % 16, hoard());
      if (i % 10 == 0) {
        try {
          Thread.sleep(5);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    sink = kept.size();
  }

  /** The hottest site of allocations. */
  private static byte[] hoard() {
    return new byte[10_000];
  }
}
