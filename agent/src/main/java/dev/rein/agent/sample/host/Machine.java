package dev.rein.agent.sample.host;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * CPU and memory of the whole machine: by OSHI on Linux, loaded when first asked; by the JDK's bean
 * elsewhere, and where OSHI fails.
 */
final class Machine {
  private final @Nullable PlatformBean bean;
  private final Problems problems;
  private final boolean isLinux;
  private @Nullable OshiMachine oshi;
  private boolean oshiFailed;

  Machine(@Nullable PlatformBean bean, Problems problems, boolean isLinux) {
    this.bean = bean;
    this.problems = problems;
    this.isLinux = isLinux;
  }

  /** Busy since the look before, 0 to 1; NaN at the first, and where nobody knows. */
  double cpuShare() {
    Double share = ask(OshiMachine::cpuShare);
    if (share != null) {
      return share;
    }
    return bean == null ? Double.NaN : bean.cpuShare();
  }

  /** Null where nobody knows. */
  @Nullable Memory memory() {
    Memory memory = ask(OshiMachine::memory);
    if (memory != null) {
      return memory;
    }
    return bean == null ? null : bean.memory();
  }

  private <T> @Nullable T ask(Function<OshiMachine, T> question) {
    if (!isLinux || oshiFailed) {
      return null;
    }
    try {
      if (oshi == null) {
        oshi = OshiMachine.load();
      }
      return question.apply(oshi);
    } catch (LinkageError | RuntimeException e) {
      oshiFailed = true;
      problems.report("the machine by OSHI", e);
      return null;
    }
  }
}
