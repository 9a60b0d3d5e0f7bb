package dev.rein.agent;

import dev.rein.agent.account.NanoClock;
import dev.rein.agent.governor.Governor;
import dev.rein.agent.ledger.TimeZoneLook;
import dev.rein.agent.sample.Cadence;
import dev.rein.agent.sample.PlatformThreads;
import dev.rein.agent.sample.ThreadCounters;
import dev.rein.agent.sample.host.HostSample;
import dev.rein.agent.sample.host.HostSampler;
import dev.rein.api.Resource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what no call can be charged with: CPU time, memory, the host, and what Rein itself
 * costs. One thread.
 */
final class Sampling {
  private static final long HOT_SPOTS_EVERY = TimeUnit.SECONDS.toNanos(5);

  private final Governor governor;
  private final HostLedger ledger;
  private final ThreadAccounting threads;
  private final AgentShares shares;
  private final JvmUse jvm;
  private final ChildCharges children;
  private final DiskGuard disks;
  private final VirtualThreadUse virtualThreads;
  private final HotSpotTables hotSpots = new HotSpotTables(NanoClock.SYSTEM);
  private final BusyThreads busyThreads;
  private final SampledUse sampled;
  private final FlightRecorder recorder;
  private final Cadence cadence;
  private final OwnUse own;
  private @Nullable HostSampler host;
  private long lookedAt = System.nanoTime();
  private long hotSpotsTold = System.nanoTime();
  private boolean hasFailed;

  /**
   * @param atMain whether Rein is there since the program's start
   */
  Sampling(
      Startup startup,
      boolean atMain,
      Governor governor,
      Accounts accounts,
      HostMeters meters,
      HostLedger ledger) {
    this.governor = governor;
    this.ledger = ledger;
    this.threads = meters.threads();
    this.children = meters.children();
    this.disks = meters.disks();
    this.shares = new AgentShares(governor);
    this.jvm = new JvmUse(governor, atMain);
    this.virtualThreads = new VirtualThreadUse(threads, atMain);
    this.busyThreads = new BusyThreads(new ThreadOwners(accounts, NanoClock.SYSTEM), hotSpots);
    this.sampled =
        new SampledUse(
            governor,
            threads,
            new ThreadOwners(accounts, NanoClock.SYSTEM),
            hotSpots,
            virtualThreads);
    this.recorder = new FlightRecorder(sampled, startup.dir(), ledger, startup.sampling());
    this.cadence = new Cadence(startup.cpuBudget());
    this.own = new OwnUse(ledger::notice, cadence, startup.cpuBudget());
    shares.begin();
  }

  /** From now on threads can be looked at, as far as this JVM counts for them. */
  void beginCounting() {
    threads.begin(ThreadCounters.create(ledger::remark));
  }

  /** How much later than planned a look is. */
  void setLag(long nanos) {
    governor.setLevel(Resource.REIN_LAG, TimeUnit.NANOSECONDS.toMillis(Math.max(0, nanos)));
  }

  /** From now on all can be looked at. */
  void begin() {
    try {
      host = HostSampler.create(ledger::remark, TimeZoneLook::during);
      recorder.begin();
    } catch (RuntimeException | Error fault) {
      failed(fault);
    }
  }

  /** A recorder on a full volume ends the JVM, so this is not put off while the program idles. */
  void lookAtTheRecorder() {
    try {
      recorder.look(cadence.isClose());
    } catch (RuntimeException | Error fault) {
      failed(fault);
    }
  }

  /** Looks at all there is; the time until the next look. */
  Duration look() {
    try {
      return lookAtAll();
    } catch (RuntimeException | Error fault) {
      failed(fault);
      return Cadence.LONGEST;
    }
  }

  private void failed(Throwable fault) {
    if (!hasFailed) {
      hasFailed = true;
      ledger.remark("a look at CPU time and memory fails: " + fault);
    }
  }

  private Duration lookAtAll() {
    long now = System.nanoTime();
    long elapsed = Math.max(1, now - lookedAt);
    lookedAt = now;
    long before = usedMillis();
    HostSample sample = charge(now);
    if (sample != null) {
      jvm.setLevels(sample, sampled.machineShare());
      shares.look(elapsed, sample.processors());
    }
    disks.look();
    if (now - hotSpotsTold >= HOT_SPOTS_EVERY) {
      hotSpotsTold = now;
      hotSpots.collect(ledger::offer);
    }
    double share = (usedMillis() - before) * 1e6 / elapsed;
    return cadence.next(share, children.any());
  }

  /** Charges all accounts with what has come since the last time; null before the first look. */
  private @Nullable HostSample charge(long now) {
    PlatformThreads seen = threads.look();
    if (seen != null) {
      virtualThreads.look(seen.carriers());
      busyThreads.look(seen);
      jvm.chargeThreads(seen.own(), threads.allAllocated(seen));
      own.look(seen.own(), now);
    }
    children.look();
    HostSampler sampler = host;
    if (sampler == null) {
      return null;
    }
    HostSample sample = sampler.sample();
    jvm.chargeProcess(sample);
    return sample;
  }

  private long usedMillis() {
    return governor.accounts().jvm().account().meter(Resource.CPU_TIME).used();
  }

  /** What has come since the last look still counts. */
  void chargeLast() {
    try {
      HostSample unused = charge(System.nanoTime());
      hotSpots.collect(ledger::offer);
    } catch (RuntimeException | Error fault) {
      failed(fault);
    }
  }

  /** Takes the recording out of the JVM. */
  void close() {
    recorder.close();
  }
}
