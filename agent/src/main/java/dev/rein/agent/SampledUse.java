package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.Governor;
import dev.rein.agent.ledger.LedgerEntry.HotSpots.Subject;
import dev.rein.agent.sample.jfr.JfrListener;
import dev.rein.api.Resource;
import java.util.concurrent.TimeUnit;

/** Hands on what the Flight Recorder tells, each to the account whose thread it is about. */
final class SampledUse implements JfrListener {
  private final Governor governor;
  private final AccountLimits jvm;
  private final ThreadAccounting counters;
  private final ThreadOwners owners;
  private final HotSpotTables hotSpots;
  private final VirtualThreadUse virtualThreads;
  private long pausedNanos;
  private volatile double machineShare = Double.NaN;

  SampledUse(
      Governor governor,
      ThreadAccounting counters,
      ThreadOwners owners,
      HotSpotTables hotSpots,
      VirtualThreadUse virtualThreads) {
    this.governor = governor;
    this.jvm = governor.accounts().jvm();
    this.counters = counters;
    this.owners = owners;
    this.hotSpots = hotSpots;
    this.virtualThreads = virtualThreads;
  }

  @Override
  public void cpuLoad(double jvmUser, double jvmSystem, double machineTotal) {
    machineShare = machineTotal;
  }

  /** What of all processors is taken, from 0 to 1; NaN while nobody has told. */
  double machineShare() {
    return machineShare;
  }

  @Override
  public void threadCpu(long thread, String name, double share) {
    // The JVM's own counters are exact, where it has them.
    if (!counters.isCounting()) {
      hotSpots.add(owners.of(thread), Subject.THREAD, name, share);
    }
  }

  @Override
  public void methodSampled(long thread, boolean virtual, String method) {
    AccountLimits owner = owners.of(thread);
    hotSpots.add(owner, Subject.METHOD, method, 1);
    if (virtual) {
      virtualThreads.atWork(owner);
    }
  }

  @Override
  public void allocated(long thread, boolean virtual, String site, long bytes) {
    AccountLimits owner = owners.of(thread);
    hotSpots.add(owner, Subject.ALLOCATION, site, (double) bytes);
    if (virtual) {
      virtualThreads.allocates(owner, (double) bytes);
    }
  }

  @Override
  public void gcPause(long nanos) {
    pausedNanos += nanos;
    long millis = TimeUnit.NANOSECONDS.toMillis(pausedNanos);
    if (millis > 0) {
      pausedNanos -= TimeUnit.MILLISECONDS.toNanos(millis);
      governor.engine().transferred(jvm, Resource.GC_PAUSE, millis);
    }
  }

  @Override
  public void heapAfterGc(long usedBytes) {
    governor.setLevel(Resource.MEMORY_HEAP_LIVE, usedBytes);
  }

  @Override
  public void threads(long active, long peak) {
    governor.setLevel(Resource.THREADS_PEAK, peak);
  }
}
