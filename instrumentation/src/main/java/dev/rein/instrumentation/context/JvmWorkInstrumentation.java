package dev.rein.instrumentation.context;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.hook.Hooks;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * What class loaders read, and what other agents do before the host's main, is not charged. The JVM
 * loads through the public {@code loadClass}, which loaders rarely override; {@code
 * URLClassPath.getLoader} opens the jars of enumerated resources after {@code getResources} has
 * returned.
 */
public final class JvmWorkInstrumentation {
  private JvmWorkInstrumentation() {}

  public static List<HookSpec> hooks() {
    String loader = "java.lang.ClassLoader";
    String urlLoader = "java.net.URLClassLoader";
    String services = "java.util.ServiceLoader$LazyClassPathLookupIterator";
    String agents = "sun.instrument.InstrumentationImpl";
    String string = "java.lang.String";
    return List.of(
        hook(loader, "loadClass", JvmWorkAdvice.class, string),
        hook(loader, "getResource", JvmWorkAdvice.class, string),
        hook(loader, "getResources", JvmWorkAdvice.class, string),
        hook(loader, "getResourceAsStream", JvmWorkAdvice.class, string),
        hook(urlLoader, "getResourceAsStream", JvmWorkAdvice.class, string),
        hook(agents, "loadClassAndStartAgent", JvmWorkAdvice.class, string, string, string),
        hook(services, "parse", JvmWorkAdvice.class, "java.net.URL"),
        hook("jdk.internal.loader.URLClassPath", "getLoader", JvmWorkAdvice.class, "int"),
        hook("sun.nio.ch.Poller$Pollers", "start", JvmWorkAdvice.class).since(21));
  }

  static final class JvmWorkAdvice {
    private JvmWorkAdvice() {}

    @Advice.OnMethodEnter
    static void enter() {
      Hooks.beginJvmWork();
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit() {
      Hooks.endJvmWork();
    }
  }
}
