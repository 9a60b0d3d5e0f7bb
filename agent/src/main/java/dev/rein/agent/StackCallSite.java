package dev.rein.agent;

import dev.rein.agent.governor.CallSite;
import dev.rein.agent.text.CommandText;
import dev.rein.hook.CallGuard;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks at the stack of the calling thread; costs microseconds, so only when a limit is hit. */
final class StackCallSite implements CallSite {
  /**
   * Threads that run these serve others, or hold a lock of the JDK that others want, and must not
   * be held up.
   */
  private static final List<String> MUST_GO_ON =
      List.of(
          // Completion handlers, which share few threads.
          "sun.nio.ch.AsynchronousChannelGroupImpl",
          "sun.nio.ch.EPollPort$",
          // A handler that was given no executor.
          "sun.net.httpserver.ServerImpl$Dispatcher",
          // One lock for both of a TLS connection's ends, which closing it needs.
          "sun.security.ssl.",
          // URL.equals and hashCode look a name up under the lock of the scheme's one handler.
          "java.net.URLStreamHandler",
          "jdk.internal.net.http.HttpClientImpl$SelectorManager",
          "java.util.concurrent.DelayScheduler",
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
    return CallGuard.mayWait()
        && !anyFrame(frame -> MUST_GO_ON.stream().anyMatch(frame.getClassName()::startsWith));
  }

  @Override
  public String describe(@Nullable Object target) {
    return target instanceof String[] command ? CommandText.of(command) : Targets.describe(target);
  }

  private static boolean anyFrame(Predicate<StackWalker.StackFrame> predicate) {
    return StackWalker.getInstance().walk(frames -> frames.anyMatch(predicate));
  }
}
