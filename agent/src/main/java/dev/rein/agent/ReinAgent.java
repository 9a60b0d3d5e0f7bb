package dev.rein.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters Rein: {@code -javaagent} and attach. Opens the inside of the jar and hands
 * over; nothing that goes wrong reaches the host.
 */
public final class ReinAgent {
  private ReinAgent() {}

  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    enter("premain", arguments, instrumentation);
  }

  /**
   * Besides the agent's options takes what the command line asks for, which begins with {@code @}.
   */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    enter("agentmain", arguments, instrumentation);
  }

  private static void enter(
      String entry, @Nullable String arguments, Instrumentation instrumentation) {
    try {
      enterWithContext(entry, arguments, instrumentation);
    } catch (Throwable failure) {
      Throwable cause = failure instanceof IllegalStateException ? failure.getCause() : failure;
      System.err.println(
          "rein: not started, the program runs without it: " + (cause == null ? failure : cause));
    }
  }

  /** A security manager may refuse any of this. */
  private static void enterWithContext(
      String entry, @Nullable String arguments, Instrumentation instrumentation) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    try {
      JarFile jar =
          new JarFile(
              new File(
                  ReinAgent.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
      IsolatedClassLoader inside =
          new IsolatedClassLoader(jar, ClassLoader.getPlatformClassLoader());
      thread.setContextClassLoader(inside);
      @SuppressWarnings("unchecked")
      Consumer<@Nullable Object[]> inner =
          (Consumer<@Nullable Object[]>)
              Class.forName("dev.rein.agent.AgentEntry", true, inside)
                  .asSubclass(Consumer.class)
                  .getDeclaredConstructor()
                  .newInstance();
      inner.accept(new Object[] {entry, arguments, instrumentation, jar, inside});
    } finally {
      thread.setContextClassLoader(context);
    }
  }
}
