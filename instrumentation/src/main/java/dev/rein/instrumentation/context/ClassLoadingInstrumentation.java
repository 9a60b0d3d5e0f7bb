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
public final class ClassLoadingInstrumentation {
  private ClassLoadingInstrumentation() {}

  public static List<HookSpec> hooks() {
    String loader = "java.lang.ClassLoader";
    String urlLoader = "java.net.URLClassLoader";
    String services = "java.util.ServiceLoader$LazyClassPathLookupIterator";
    String agents = "sun.instrument.InstrumentationImpl";
    String string = "java.lang.String";
    return List.of(
        hook(loader, "loadClass", LoadingAdvice.class, string),
        hook(loader, "getResource", LoadingAdvice.class, string),
        hook(loader, "getResources", LoadingAdvice.class, string),
        hook(loader, "getResourceAsStream", LoadingAdvice.class, string),
        hook(urlLoader, "getResourceAsStream", LoadingAdvice.class, string),
        hook(agents, "loadClassAndStartAgent", LoadingAdvice.class, string, string, string),
        hook(services, "parse", LoadingAdvice.class, "java.net.URL"),
        hook("jdk.internal.loader.URLClassPath", "getLoader", LoadingAdvice.class, "int"));
  }

  static final class LoadingAdvice {
    private LoadingAdvice() {}

    @Advice.OnMethodEnter
    static void enter() {
      Hooks.beginLoading();
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit() {
      Hooks.endLoading();
    }
  }
}
