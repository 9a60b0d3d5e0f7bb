package dev.rein.agent.sample.jfr;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** A listener that keeps what it is told, and lets a test wait for it. */
final class SeenEvents implements JfrListener {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  final Map<Long, Map<String, Integer>> methods = new HashMap<>();
  final Map<Long, Map<String, Long>> sites = new HashMap<>();
  final Map<String, Double> threadShares = new HashMap<>();
  long pauses;
  long pausedNanos;
  long heapUsed;
  long activeThreads;
  long peakThreads;
  double jvm = -1;
  double machine = -1;

  /** False when it has taken too long. */
  synchronized boolean await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (!condition.getAsBoolean()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  synchronized int samples(long threadId) {
    return methods.getOrDefault(threadId, Map.of()).values().stream().mapToInt(n -> n).sum();
  }

  synchronized String hottest(long threadId) {
    return methods.getOrDefault(threadId, Map.of()).entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("nothing");
  }

  synchronized long bytes(long threadId, String site) {
    return sites.getOrDefault(threadId, Map.of()).getOrDefault(site, 0L);
  }

  synchronized Set<Long> threads() {
    Set<Long> all = new HashSet<>(methods.keySet());
    all.addAll(sites.keySet());
    return all;
  }

  @Override
  public synchronized void cpuLoad(double jvmUser, double jvmSystem, double machineTotal) {
    jvm = jvmUser + jvmSystem;
    machine = machineTotal;
    notifyAll();
  }

  @Override
  public synchronized void threadCpu(long threadId, String name, double share) {
    threadShares.merge(name, share, Math::max);
    notifyAll();
  }

  @Override
  public synchronized void methodSampled(long threadId, boolean virtual, String method) {
    methods.computeIfAbsent(threadId, id -> new HashMap<>()).merge(method, 1, Integer::sum);
    notifyAll();
  }

  @Override
  public synchronized void allocated(long threadId, boolean virtual, String site, long bytes) {
    sites.computeIfAbsent(threadId, id -> new HashMap<>()).merge(site, bytes, Long::sum);
    notifyAll();
  }

  @Override
  public synchronized void gcPause(long nanos) {
    pauses++;
    pausedNanos += nanos;
    notifyAll();
  }

  @Override
  public synchronized void heapAfterGc(long usedBytes) {
    heapUsed = usedBytes;
    notifyAll();
  }

  @Override
  public synchronized void threads(long active, long peak) {
    activeThreads = active;
    peakThreads = peak;
    notifyAll();
  }
}
