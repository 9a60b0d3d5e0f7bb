package dev.rein.agent;

import dev.rein.agent.policy.CallSite;
import java.util.List;
import java.util.function.Predicate;

/** Looks at the stack of the calling thread; costs microseconds, so only when a limit is hit. */
final class StackCallSite implements CallSite {
  /** Threads that run these serve others and must not be held up. */
  private static final List<String> EVENT_LOOPS =
      List.of(
          "jdk.internal.net.http.HttpClientImpl$SelectorManager",
          "io.netty.util.concurrent.SingleThreadEventExecutor",
          "org.eclipse.jetty.io.ManagedSelector",
          "org.apache.http.impl.nio.reactor.",
          "org.apache.hc.core5.reactor.");

  @Override
  public boolean mayBeRefused() {
    return !anyFrame(frame -> frame.getMethodName().equals("<clinit>"));
  }

  @Override
  public boolean mayWait() {
    return !anyFrame(frame -> EVENT_LOOPS.stream().anyMatch(frame.getClassName()::startsWith));
  }

  private static boolean anyFrame(Predicate<StackWalker.StackFrame> predicate) {
    return StackWalker.getInstance().walk(frames -> frames.anyMatch(predicate));
  }
}
