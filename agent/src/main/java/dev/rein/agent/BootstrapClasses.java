package dev.rein.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import jdk.internal.misc.Unsafe;

/**
 * Gives the JVM's bootstrap loader the API and the hooks, which woven JDK classes call. Each class
 * is defined by itself: a jar appended to the bootstrap path makes the JVM print a warning and
 * switch class data sharing off, see {@code docs/decisions/001-bootstrap-classes.md}.
 */
final class BootstrapClasses {
  /** Names of the class files, a colon between them; the build writes it. */
  private static final String LIST = "META-INF/rein/bootstrap-classes";

  private BootstrapClasses() {}

  /**
   * Defines them, unless an earlier start of Rein in this JVM has. Calls the JDK's internals
   * directly: from JDK 18 on, the first reflective call of so many arguments takes 30 ms.
   */
  static void define(JarFile jar) throws IOException {
    if (areThere()) {
      return;
    }
    Queue<JarEntry> entries = classesIn(jar);
    // A class whose supertype is not there yet goes to the end of the queue.
    int failuresInARow = 0;
    while (!entries.isEmpty() && failuresInARow <= entries.size()) {
      JarEntry entry = entries.remove();
      if (define(jar, entry)) {
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
    for (String name : names.strip().split(":", -1)) {
      classes.add(jar.getJarEntry(name));
    }
    return classes;
  }

  private static byte[] read(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static boolean define(JarFile jar, JarEntry entry) throws IOException {
    byte[] bytes = read(jar, entry);
    try {
      Class<?> unused = Unsafe.getUnsafe().defineClass(null, bytes, 0, bytes.length, null, null);
      return true;
    } catch (NoClassDefFoundError superTypeNotThereYet) {
      return false;
    }
  }
}
