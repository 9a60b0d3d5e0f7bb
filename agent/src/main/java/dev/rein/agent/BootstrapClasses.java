package dev.rein.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Gives the JVM's bootstrap loader the API and the hooks, which woven JDK classes call. Each class
 * is defined by itself: a jar appended to the bootstrap path makes the JVM print a warning and
 * switch class data sharing off, see {@code docs/decisions/001-bootstrap-classes.md}.
 */
public final class BootstrapClasses {
  /** Names of the class files, one a line; the build writes it. */
  private static final String LIST = "META-INF/rein/bootstrap-classes";

  private BootstrapClasses() {}

  /** Defines them, unless an earlier start of Rein in this JVM has. */
  public static void define(JarFile jar, Instrumentation instrumentation)
      throws ReflectiveOperationException, IOException {
    if (areThere()) {
      return;
    }
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of("jdk.internal.misc", Set.of(BootstrapClasses.class.getModule())),
        Map.of(),
        Set.of(),
        Map.of());
    Class<?> unsafeType = Class.forName("jdk.internal.misc.Unsafe");
    Object unsafe = unsafeType.getMethod("getUnsafe").invoke(null);
    Method defineClass =
        unsafeType.getMethod(
            "defineClass",
            String.class,
            byte[].class,
            int.class,
            int.class,
            ClassLoader.class,
            ProtectionDomain.class);
    Queue<JarEntry> entries = classesIn(jar);
    // A class whose supertype is not there yet goes to the end of the queue.
    int failuresInARow = 0;
    while (!entries.isEmpty() && failuresInARow <= entries.size()) {
      JarEntry entry = entries.remove();
      if (define(jar, entry, defineClass, unsafe)) {
        failuresInARow = 0;
      } else {
        failuresInARow++;
        entries.add(entry);
      }
    }
    if (!entries.isEmpty()) {
      throw new IllegalStateException("cannot define " + entries);
    }
  }

  private static boolean areThere() {
    try {
      Class.forName("dev.rein.hook.Hooks", false, null);
      return true;
    } catch (ClassNotFoundException notYet) {
      return false;
    }
  }

  private static Queue<JarEntry> classesIn(JarFile jar) throws IOException {
    Queue<JarEntry> classes = new ArrayDeque<>();
    String names = new String(read(jar, jar.getJarEntry(LIST)), StandardCharsets.UTF_8);
    for (String name : names.strip().split("\\s+", -1)) {
      classes.add(jar.getJarEntry(name));
    }
    return classes;
  }

  private static byte[] read(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static boolean define(JarFile jar, JarEntry entry, Method defineClass, Object unsafe)
      throws IOException, ReflectiveOperationException {
    byte[] bytes = read(jar, entry);
    try {
      defineClass.invoke(unsafe, null, bytes, 0, bytes.length, null, null);
      return true;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof NoClassDefFoundError) {
        return false;
      }
      throw e;
    }
  }
}
