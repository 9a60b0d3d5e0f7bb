package dev.rein.agent.sample.jfr;

/** How closely the sampled events look: what they cost grows with it, what they find as well. */
enum Attention {
  /**
   * The host works. Half as often as JDK's own profile "default" looks (20 ms, 150/s) costs a loop
   * that does nothing else under 2% on JDK 17.
   */
  FULL("50 ms", "20/s", "50/s", "1 s"),

  /**
   * The host is idle, or Rein uses too much: waking the sampler 20 times a second is 0.07% of a
   * core.
   */
  LITTLE("500 ms", "2/s", "5/s", "5 s");

  private final String samplePeriod;
  private final String cpuTimeRate;
  private final String allocationRate;
  private final String loadPeriod;

  Attention(String samplePeriod, String cpuTimeRate, String allocationRate, String loadPeriod) {
    this.samplePeriod = samplePeriod;
    this.cpuTimeRate = cpuTimeRate;
    this.allocationRate = allocationRate;
    this.loadPeriod = loadPeriod;
  }

  /** Between two looks at what runs. */
  String samplePeriod() {
    return samplePeriod;
  }

  /** How many samples by CPU time are taken in a second, of all threads. */
  String cpuTimeRate() {
    return cpuTimeRate;
  }

  /** The most allocations sampled in a second. */
  String allocationRate() {
    return allocationRate;
  }

  /** Between two statements of the JVM's load; once a second is 0.01% of a core. */
  String loadPeriod() {
    return loadPeriod;
  }
}
