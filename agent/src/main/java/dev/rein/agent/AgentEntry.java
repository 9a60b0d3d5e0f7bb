package dev.rein.agent;

import dev.rein.agent.config.ProgramFilter;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The way from {@link ReinAgent} into the inside of the jar. The two have no type of Rein's in
 * common, hence one of the JDK's; a reflective call would cost each start 10 ms.
 */
public final class AgentEntry implements Consumer<@Nullable Object[]> {
  /**
   * Enters.
   *
   * @param call {@code premain} or {@code agentmain}; the agent's arguments, or null; the
   *     instrumentation; the agent's jar, open; what to close at the end
   */
  @Override
  public void accept(@Nullable Object[] call) {
    try {
      boolean atMain = "premain".equals(call[0]);
      String arguments = (String) call[1];
      Instrumentation instrumentation = (Instrumentation) require(call[2]);
      AutoCloseable loader = (AutoCloseable) require(call[4]);
      String program = HostProgram.name();
      if (HostProgram.isTool(program) || (atMain && !ProgramFilter.admits(arguments, program))) {
        loader.close();
        return;
      }
      openInternals(instrumentation);
      BootstrapClasses.define((JarFile) require(call[3]));
      enter(atMain, arguments, instrumentation, loader);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object require(@Nullable Object argument) {
    if (argument == null) {
      throw new IllegalArgumentException("two versions of Rein's classes are mixed");
    }
    return argument;
  }

  /**
   * Apart from {@link #accept}: none of the classes it names can be loaded before the bootstrap
   * classes are there.
   */
  private static void enter(
      boolean atMain,
      @Nullable String arguments,
      Instrumentation instrumentation,
      AutoCloseable loader)
      throws Exception {
    if (!atMain && arguments != null && arguments.startsWith("@")) {
      AgentRuntime.command(arguments, instrumentation, loader);
    } else {
      AgentRuntime.start(arguments, instrumentation, loader, atMain);
    }
  }

  private static void openInternals(Instrumentation instrumentation) {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of("jdk.internal.misc", Set.of(AgentEntry.class.getModule())),
        Map.of(),
        Set.of(),
        Map.of());
  }
}
