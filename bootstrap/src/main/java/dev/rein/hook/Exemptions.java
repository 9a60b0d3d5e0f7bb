package dev.rein.hook;

import java.io.File;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a JVM does for itself and no agent is charged for: reading the JDK's own files and the jars
 * of class loaders, and running housekeeping threads.
 */
final class Exemptions {
  private static final int MAX_CLASS_PATH_FILES = 10_000;
  private static final String JAVA_HOME = System.getProperty("java.home") + File.separator;
  private static final String RANDOM_DEVICE = "/dev/random";
  private static final String URANDOM_DEVICE = "/dev/urandom";

  /** Below the system group: for threads that the JDK starts on behalf of nobody. */
  private static final String INNOCUOUS = "InnocuousThreadGroup";

  private static final ClassLoader PLATFORM_LOADER = ClassLoader.getPlatformClassLoader();

  /** Jars that class loaders have opened; a jar is often read again outside of class loading. */
  private static final Map<String, Boolean> CLASS_PATH_FILES = new ConcurrentHashMap<>();

  /** Where the JDK's configuration really lies: Debian links it into the JDK's home from /etc. */
  private static final String CONFIG_FOLDER;

  private static final Map<String, Boolean> CONFIG_FILES = new ConcurrentHashMap<>();

  /** Threads that a JDK library made for itself and that are not started yet. */
  private static final Map<Thread, Boolean> LIBRARY_THREADS =
      Collections.synchronizedMap(new WeakHashMap<>());

  static {
    String classPath = System.getProperty("java.class.path", "");
    int from = 0;
    while (from < classPath.length()) {
      int to = classPath.indexOf(File.pathSeparatorChar, from);
      if (to < 0) {
        to = classPath.length();
      }
      addClassPathFile(classPath.substring(from, to));
      from = to + 1;
    }
    File config = new File(JAVA_HOME, "conf");
    CONFIG_FOLDER = realPath(new File(config, "net.properties").getPath(), true);
    addConfigFiles(config);
    addConfigFiles(new File(config, "security"));
  }

  private static void addConfigFiles(File folder) {
    String[] names = folder.list();
    if (names != null) {
      for (String name : names) {
        CONFIG_FILES.put(realPath(new File(folder, name).getPath(), false), Boolean.TRUE);
      }
    }
  }

  private static String realPath(String path, boolean folder) {
    try {
      File real = new File(path).getCanonicalFile();
      return folder ? real.getParent() + File.separator : real.getPath();
    } catch (IOException unreadable) {
      return path;
    }
  }

  private Exemptions() {}

  /** True when reading this path is the JVM's own business. */
  static boolean isJvmsOwn(String path) {
    if (path.startsWith(JAVA_HOME)) {
      return true;
    }
    if (path.endsWith(".jar")) {
      return CLASS_PATH_FILES.containsKey(path);
    }
    if (path.startsWith(CONFIG_FOLDER)) {
      return CONFIG_FILES.containsKey(path);
    }
    return path.equals(RANDOM_DEVICE) || path.equals(URANDOM_DEVICE);
  }

  /** Remembers a jar that a class loader reads. */
  static void addClassPathFile(@Nullable String path) {
    if (path != null && path.endsWith(".jar") && CLASS_PATH_FILES.size() < MAX_CLASS_PATH_FILES) {
      CLASS_PATH_FILES.put(path, Boolean.TRUE);
    }
  }

  /** Remembers a thread that a library of the JDK has made for its own work. */
  static void addLibraryThread(Thread thread) {
    LIBRARY_THREADS.put(thread, Boolean.TRUE);
  }

  /**
   * True for a thread of the JDK's own: of a class inside the JDK that is no public thread class,
   * in the system thread group or that of innocuous threads, or made by a library of the JDK for
   * itself.
   */
  static boolean isHousekeeping(Thread thread) {
    Class<?> type = thread.getClass();
    if (type == Thread.class) {
      if (!LIBRARY_THREADS.isEmpty() && LIBRARY_THREADS.containsKey(thread)) {
        return true;
      }
    } else if (type.getClassLoader() == null || type.getClassLoader() == PLATFORM_LOADER) {
      String name = type.getName();
      if (name.startsWith("jdk.") || name.startsWith("sun.") || name.startsWith("java.lang.ref.")) {
        return true;
      }
    }
    ThreadGroup group = thread.getThreadGroup();
    ThreadGroup above = group == null ? null : group.getParent();
    return group != null
        && (above == null || (above.getParent() == null && INNOCUOUS.equals(group.getName())));
  }
}
