package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.Governor;
import dev.rein.agent.sample.PlatformThreads;
import dev.rein.agent.sample.host.HostSample;
import dev.rein.api.Resource;
import java.util.concurrent.TimeUnit;

/**
 * Charges the JVM with what its process uses, Rein's own part apart, and sets the levels that are
 * the whole JVM's or the host's. One thread.
 */
final class JvmUse {
  private static final long NANOS_A_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final Governor governor;
  private final AccountLimits jvm;
  private final Total cpu;
  private final Total allocated;
  private final Total ownCpu = new Total(true);
  private final Total ownAllocated = new Total(true);
  private long ownCpuNanos;

  /**
   * @param fromStart whether all that the process has used so far counts: Rein is there since its
   *     start
   */
  JvmUse(Governor governor, boolean fromStart) {
    this.governor = governor;
    this.jvm = governor.accounts().jvm();
    this.cpu = new Total(fromStart);
    this.allocated = new Total(fromStart);
  }

  /** What comes of a total that only goes up, from look to look. */
  private static final class Total {
    private boolean begun;
    private long most;
    private long rest;

    Total(boolean fromZero) {
      this.begun = fromZero;
    }

    /** What has come since the last look, in whole units; the rest comes with a later one. */
    long more(long total, long unit) {
      long more = Math.max(0, total - most);
      most = Math.max(most, total);
      if (!begun) {
        begun = true;
        return 0;
      }
      rest += more;
      long whole = rest / unit;
      rest -= whole * unit;
      return whole;
    }
  }

  /**
   * What threads use: Rein's, and all others.
   *
   * @param own since Rein's threads have started
   * @param allAllocated bytes that all others have allocated, those that have ended too
   */
  void chargeThreads(PlatformThreads.Use own, long allAllocated) {
    ownCpuNanos = own.cpuNanos();
    charge(Resource.REIN_CPU, ownCpu.more(own.cpuNanos(), NANOS_A_MILLI));
    charge(Resource.REIN_ALLOCATED, ownAllocated.more(own.allocated(), 1));
    charge(Resource.MEMORY_ALLOCATED, allocated.more(allAllocated, 1));
  }

  /** What the process uses. */
  void chargeProcess(HostSample host) {
    if (host.processCpuNanos() >= 0) {
      charge(Resource.CPU_TIME, cpu.more(host.processCpuNanos() - ownCpuNanos, NANOS_A_MILLI));
    }
  }

  private void charge(Resource resource, long amount) {
    if (amount > 0) {
      governor.engine().transferred(jvm, resource, amount);
    }
  }

  /**
   * Sets what goes up and down.
   *
   * @param machineShare of the processors taken, as somebody else tells; NaN when nobody does
   */
  void setLevels(HostSample host, double machineShare) {
    setShare(Resource.HOST_CPU, Double.isNaN(host.cpuShare()) ? machineShare : host.cpuShare());
    setShare(Resource.HOST_MEMORY, host.memoryShare());
    if (host.processRss() >= 0) {
      governor.setLevel(Resource.MEMORY_RSS, host.processRss());
    }
    Runtime runtime = Runtime.getRuntime();
    governor.setLevel(Resource.MEMORY_HEAP, runtime.totalMemory() - runtime.freeMemory());
  }

  private void setShare(Resource resource, double share) {
    if (!Double.isNaN(share)) {
      governor.setLevel(resource, AgentShares.percent(share));
    }
  }
}
