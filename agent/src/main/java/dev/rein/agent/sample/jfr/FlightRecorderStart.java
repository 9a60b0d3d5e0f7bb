package dev.rein.agent.sample.jfr;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicReference;
import jdk.internal.misc.InnocuousThread;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/** Wakes the JVM's flight recorder in a way that neither hangs the host nor ties Rein to it. */
final class FlightRecorderStart {
  /** From here on a thread keeps nothing of the code that made it. */
  private static final int NO_SECURITY_MANAGER = 24;

  private FlightRecorderStart() {}

  /** Returns when the recorder is there, at once if it was; it stays until the JVM ends. */
  static void ensure() throws ReflectiveOperationException, InterruptedException {
    if (Runtime.version().feature() >= NO_SECURITY_MANAGER) {
      FlightRecorder.getFlightRecorder();
    } else {
      wakeFromTheJdk();
    }
    initialise("jdk.jfr.events.Handlers");
    initialise("jdk.jfr.events.EventConfigurations");
  }

  /**
   * JDK-8371889: the first that reads a file while a recording starts would initialise this class,
   * and the two wait for each other. JDK 17 and 18 have the one, 19 to 22 the other. Never before
   * the recorder is there: it would hold nothing but nulls, and from then on each call of the host
   * that reads or writes a file would fail.
   */
  private static void initialise(String name) {
    try {
      Class.forName(name, true, null);
    } catch (ClassNotFoundException ofAnotherJdk) {
      // Nothing to be done there.
    }
  }

  /**
   * The recorder's threads never end, and remember the code that was running when they were made:
   * with Rein among it, Rein's class loader could not be freed after a detach. So they are made
   * where only the JDK's code runs.
   */
  private static void wakeFromTheJdk() throws ReflectiveOperationException, InterruptedException {
    MethodHandle wake =
        MethodHandles.publicLookup()
            .findStatic(
                FlightRecorder.class,
                "getFlightRecorder",
                MethodType.methodType(FlightRecorder.class))
            .asType(MethodType.methodType(void.class));
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    // Such a thread takes no handler of uncaught exceptions: they would be on the host's stderr.
    MethodHandle keep =
        MethodHandles.publicLookup()
            .findVirtual(
                AtomicReference.class, "set", MethodType.methodType(void.class, Object.class))
            .bindTo(failure)
            .asType(MethodType.methodType(void.class, Throwable.class));
    Runnable task =
        MethodHandleProxies.asInterfaceInstance(
            Runnable.class, MethodHandles.catchException(wake, Throwable.class, keep));
    Thread thread = InnocuousThread.newSystemThread("rein-jfr-start", task);
    thread.setDaemon(true);
    thread.start();
    thread.join();
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new IllegalStateException(thrown.getMessage(), thrown);
    }
  }
}
