package dev.rein.agent.sample.host;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Burns CPU on two threads for a while, then says in one line what a look at the host gives. */
final class CgroupProgram {
  private static final Duration BURNED = Duration.ofMillis(400);

  private CgroupProgram() {}

  public static void main(String[] arguments) {
    List<String> problems = new ArrayList<>();
    HostSampler sampler = HostSampler.create(problems::add, Runnable::run);
    sampler.sample();
    Thread other = new Thread(CgroupProgram::burn);
    other.start();
    burn();
    HostSample sample = sampler.sample();
    System.out.println(
        String.join(
            " ",
            Double.toString(sample.cpuShare()),
            Double.toString(sample.processors()),
            Long.toString(sample.memoryUsed()),
            Long.toString(sample.memoryTotal()),
            problems.toString()));
  }

  private static void burn() {
    while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() < BURNED.toNanos()) {
      Thread.onSpinWait();
    }
  }
}
