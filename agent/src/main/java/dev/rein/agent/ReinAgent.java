package dev.rein.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters Rein: {@code -javaagent} and attach. Opens the inside of the jar and hands
 * over; nothing that goes wrong reaches the host.
 */
public final class ReinAgent {
  private ReinAgent() {}

  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    enter("startAtMain", arguments, instrumentation);
  }

  /**
   * Besides the agent's options takes what the command line asks for, which begins with {@code @}.
   */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    boolean command = arguments != null && arguments.startsWith("@");
    enter(command ? "command" : "start", arguments, instrumentation);
  }

  private static void enter(
      String entry, @Nullable String arguments, Instrumentation instrumentation) {
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
      Class.forName("dev.rein.agent.BootstrapClasses", true, inside)
          .getMethod("define", JarFile.class, Instrumentation.class)
          .invoke(null, jar, instrumentation);
      Class.forName("dev.rein.agent.AgentRuntime", true, inside)
          .getMethod(entry, String.class, Instrumentation.class, AutoCloseable.class)
          .invoke(null, arguments, instrumentation, inside);
    } catch (Throwable failure) {
      Throwable cause = failure instanceof InvocationTargetException ? failure.getCause() : failure;
      System.err.println("rein: not started, the program runs without it: " + cause);
    } finally {
      thread.setContextClassLoader(context);
    }
  }
}
