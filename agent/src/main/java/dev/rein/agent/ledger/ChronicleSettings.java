package dev.rein.agent.ledger;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import net.openhft.chronicle.core.shutdown.PriorityHook;
import org.jspecify.annotations.Nullable;

/**
 * System properties that Chronicle reads when its classes are initialised and when a queue opens.
 * They are the host's too, so they are set around an opening only. One opening at a time.
 */
final class ChronicleSettings {
  private static final Map<String, String> PROPERTIES =
      Map.ofEntries(
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

  /**
   * Chronicle makes a folder "tmp" in this one, or else "target" in the temp directory, and uses
   * neither.
   */
  private static final String BUILD_DIRECTORY = "project.build.directory";

  private ChronicleSettings() {}

  /**
   * Runs an opening with the properties set, then gives the host its own back.
   *
   * @param scratch a folder that Chronicle may make its folder in; null where no program of
   *     somebody else's can see the property, and Chronicle shall make nothing
   */
  static synchronized <T> T during(@Nullable Path scratch, Supplier<T> opening) {
    silenceUnsafeWarning();
    preventShutdownHook();
    Map<String, String> set = new HashMap<>(PROPERTIES);
    set.put(BUILD_DIRECTORY, scratch == null ? "\0" : scratch.toAbsolutePath().toString());
    Map<String, @Nullable String> before = new HashMap<>();
    set.forEach((key, value) -> before.put(key, System.setProperty(key, value)));
    try {
      return TimeZoneLook.during(opening);
    } finally {
      set.forEach((key, value) -> restore(key, value, before.get(key)));
      if (scratch != null) {
        deleteIfEmpty(scratch.resolve("tmp"));
      }
    }
  }

  /** Unless the host has set the property meanwhile. */
  private static void restore(String key, String value, @Nullable String before) {
    if (before == null) {
      System.getProperties().remove(key, value);
    } else {
      System.getProperties().replace(key, value, before);
    }
  }

  private static void deleteIfEmpty(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException notOurs) {
      // Somebody uses it, then.
    }
  }

  /**
   * Chronicle registers one to stop a thread that Rein does not let it start. The hook would hold
   * Rein's classes after a detach, and a JVM that already ends when the queue is opened refuses it,
   * so that no ledger would be written. Where Chronicle finds a registered one it adds none.
   */
  private static void preventShutdownHook() {
    try {
      Field registered = PriorityHook.class.getDeclaredField("registeredHook");
      registered.setAccessible(true);
      if (registered.get(null) == null) {
        Constructor<PriorityHook> unregistered = PriorityHook.class.getDeclaredConstructor();
        unregistered.setAccessible(true);
        registered.set(null, unregistered.newInstance());
      }
    } catch (ReflectiveOperationException | RuntimeException otherVersionOfChronicle) {
      // Then there is a hook, as Chronicle means it.
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
