package dev.rein.agent.sample.host;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * CPU and memory of the whole machine: by OSHI on Linux, loaded when first asked; by the JDK's bean
 * elsewhere, and where OSHI fails.
 */
final class Machine {
  private final @Nullable MachineSource bean;
  private final Problems problems;
  private final Consumer<Runnable> loading;
  private @Nullable MachineSource oshi;
  private boolean useOshi;

  Machine(
      @Nullable MachineSource bean,
      Problems problems,
      boolean useOshi,
      Consumer<Runnable> loading) {
    this.bean = bean;
    this.problems = problems;
    this.useOshi = useOshi;
    this.loading = loading;
  }

  /** Busy since the look before, 0 to 1; NaN at the first, and where nobody knows. */
  double cpuShare() {
    Double share = ask(MachineSource::cpuShare);
    return share == null ? Double.NaN : share;
  }

  /** Null where nobody knows. */
  @Nullable Memory memory() {
    return ask(MachineSource::memory);
  }

  private <T> @Nullable T ask(Function<MachineSource, T> question) {
    if (useOshi) {
      try {
        if (oshi == null) {
          oshi = OshiMachine.load(loading);
        }
        return question.apply(oshi);
      } catch (LinkageError | RuntimeException e) {
        useOshi = false;
        problems.report("the machine by OSHI", e);
      }
    }
    return bean == null ? null : question.apply(bean);
  }
}
