package dev.rein.agent;

import dev.rein.hook.CallGuard;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters Rein: {@code -javaagent} and attach. Opens the inside of the jar and hands
 * over; nothing that goes wrong reaches the host.
 */
public final class ReinAgent {
  private ReinAgent() {}

  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    enter("start", arguments, instrumentation);
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
    try {
      File jar = ownJar();
      if (ReinAgent.class.getClassLoader() == null) {
        enterInside(jar, entry, arguments, instrumentation);
      } else {
        // The jar has another name than its manifest's Boot-Class-Path says.
        instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar));
        Class.forName(ReinAgent.class.getName(), true, null)
            .getMethod("agentmain", String.class, Instrumentation.class)
            .invoke(null, arguments, instrumentation);
      }
    } catch (Throwable failure) {
      Throwable cause = failure instanceof InvocationTargetException ? failure.getCause() : failure;
      System.err.println("rein: not started, the program runs without it: " + cause);
    }
  }

  private static void enterInside(
      File jar, String entry, @Nullable String arguments, Instrumentation instrumentation)
      throws ReflectiveOperationException, IOException {
    CallGuard.suspendCurrent();
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    try {
      IsolatedClassLoader inside =
          new IsolatedClassLoader(new JarFile(jar), ClassLoader.getPlatformClassLoader());
      thread.setContextClassLoader(inside);
      Class.forName("dev.rein.agent.AgentRuntime", true, inside)
          .getMethod(entry, String.class, Instrumentation.class, AutoCloseable.class)
          .invoke(null, arguments, instrumentation, inside);
    } finally {
      thread.setContextClassLoader(context);
      CallGuard.resumeCurrent();
    }
  }

  private static File ownJar() throws Exception {
    URL self = ClassLoader.getSystemResource("dev/rein/agent/ReinAgent.class");
    if (self == null || !(self.openConnection() instanceof JarURLConnection connection)) {
      throw new IllegalStateException("cannot find the agent's own jar");
    }
    return new File(URI.create(connection.getJarFileURL().toString()));
  }
}
