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
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks, from time to time, at what no call can be charged with: CPU time, memory, the host, and
 * what Rein itself costs. On a thread of its own, which looks more rarely when there is little to
 * see or Rein uses too much.
 */
final class Sampling {
  /** The program's start is not held up by what the JVM loads for its counters. */
  private static final Duration COUNTERS_AFTER = Duration.ofMillis(100);

  /** The Flight Recorder must not meet a JVM that is still starting: JDK-8371889. */
  private static final Duration REST_AFTER = Duration.ofMillis(600);

  private static final long HOT_SPOTS_EVERY = TimeUnit.SECONDS.toNanos(5);
  private static final long LONGEST_CLOSE_MILLIS = 2_000;

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
  private final Thread thread = SystemThreads.unstarted("rein-sampler", this::run);
  private @Nullable HostSampler host;
  private long lookedAt = System.nanoTime();
  private long hotSpotsTold = System.nanoTime();
  private boolean hasFailed;
  private volatile boolean chargesOnceMore;
  private volatile boolean closed;

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
  }

  void start() {
    thread.start();
  }

  private void run() {
    shares.begin();
    rest(COUNTERS_AFTER);
    if (!closed) {
      threads.begin(ThreadCounters.create(ledger::remark));
    }
    rest(REST_AFTER);
    if (!closed) {
      begin();
    }
    while (!closed) {
      Duration pause = look();
      long planned = System.nanoTime() + pause.toNanos();
      rest(pause);
      setLag(System.nanoTime() - planned);
    }
    if (chargesOnceMore) {
      chargeLast();
    }
  }

  /** How much later than planned a look is. */
  private void setLag(long nanos) {
    governor.setLevel(Resource.REIN_LAG, TimeUnit.NANOSECONDS.toMillis(Math.max(0, nanos)));
  }

  private void begin() {
    try {
      host = HostSampler.create(ledger::remark, TimeZoneLook::during);
      recorder.begin();
    } catch (RuntimeException | Error fault) {
      failed(fault);
    }
  }

  private void rest(Duration pause) {
    long end = System.nanoTime() + pause.toNanos();
    for (long left = pause.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
      lookAtTheRecorder();
      LockSupport.parkNanos(this, Math.min(left, Cadence.SHORTEST.toNanos()));
      // A host that interrupts all threads it finds must not turn this into a spin.
      boolean unused = Thread.interrupted();
    }
  }

  /** A recorder on a full volume ends the JVM, so this is not put off while the program idles. */
  private void lookAtTheRecorder() {
    try {
      recorder.look(cadence.isClose());
    } catch (RuntimeException | Error fault) {
      failed(fault);
    }
  }

  /** Looks at all there is; the time until the next look. */
  private Duration look() {
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

  /**
   * The JVM ends: what has come since the last look still counts, if that can be had within a
   * bounded time. A look may be stuck in a file system that does not answer.
   */
  void chargeForTheLastTime() {
    chargesOnceMore = true;
    end();
  }

  private void chargeLast() {
    try {
      HostSample unused = charge(System.nanoTime());
      hotSpots.collect(ledger::offer);
    } catch (RuntimeException | Error fault) {
      failed(fault);
    }
  }

  /** Rein goes; within a bounded time. */
  void close() {
    // Before the recorder, which a look may just be about to start.
    end();
    recorder.close();
  }

  private void end() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      if (Thread.currentThread() != thread) {
        thread.join(LONGEST_CLOSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
