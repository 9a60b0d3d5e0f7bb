package dev.rein.agent.sample.host;

/** Somebody who knows the CPU and memory of the whole machine; throws when that is not so. */
interface MachineSource {
  /** Busy since the look before, 0 to 1; NaN at the first. */
  double cpuShare();

  Memory memory();
}
