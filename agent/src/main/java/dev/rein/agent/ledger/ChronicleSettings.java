package dev.rein.agent.ledger;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * System properties that Chronicle reads when its classes are initialised and when a queue opens.
 * They are the host's too, so they are set around an opening only. One opening at a time.
 */
final class ChronicleSettings {
  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
          // Without it an empty "target" folder appears in the temp directory.
          Map.entry("project.build.directory", System.getProperty("java.io.tmpdir", ".")),
          // Each would start a thread that outlives the queue.
          Map.entry("background.releaser", "false"),
          Map.entry("chronicle.disk.monitor.disable", "true"),
          Map.entry("chronicle.announcer.disable", "true"),
          Map.entry("slf4j.internal.verbosity", "ERROR"),
          // Else it loads system.properties of the working directory into the host's properties.
          Map.entry("system.properties", "dev/rein/no-such.properties"),
          Map.entry("disable.resource.warning", "true"),
          Map.entry("jvm.resource.tracing", "false"),
          // Ten seconds else, which damaged metadata makes a reader wait.
          Map.entry("chronicle.table.store.timeoutMS", "1000"));

  /** The first look at the default time zone sets it, and Chronicle's roll cycles look. */
  private static final String TIME_ZONE = "user.timezone";

  private ChronicleSettings() {}

  /** Runs an opening with the properties set, then gives the host its own back. */
  static synchronized <T> T during(Supplier<T> opening) {
    silenceUnsafeWarning();
    Map<String, @Nullable String> before = new HashMap<>();
    before.put(TIME_ZONE, System.getProperty(TIME_ZONE));
    PROPERTIES.forEach((key, value) -> before.put(key, System.setProperty(key, value)));
    try {
      return opening.get();
    } finally {
      before.forEach(ChronicleSettings::restore);
    }
  }

  private static void restore(String key, @Nullable String value) {
    if (value == null) {
      System.clearProperty(key);
    } else {
      System.setProperty(key, value);
    }
  }

  /** JDK 24 and later print a warning at the first use of memory by Unsafe (JEP 498). */
  private static void silenceUnsafeWarning() {
    if (Runtime.version().feature() < 24) {
      return;
    }
    try {
      Method warned =
          Class.forName("sun.misc.Unsafe").getDeclaredMethod("trySetMemoryAccessWarned");
      warned.setAccessible(true);
      warned.invoke(null);
    } catch (ReflectiveOperationException | RuntimeException notOpenedToRein) {
      // The warning is a nuisance, not a fault.
    }
  }
}
