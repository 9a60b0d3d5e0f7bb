package dev.rein.agent.sample.jfr;

import java.lang.Thread.UncaughtExceptionHandler;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicReference;
import jdk.internal.misc.InnocuousThread;
import jdk.jfr.FlightRecorder;

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
                MethodType.methodType(FlightRecorder.class));
    Runnable task =
        MethodHandleProxies.asInterfaceInstance(
            Runnable.class, wake.asType(MethodType.methodType(void.class)));
    AtomicReference<Throwable> failure = new AtomicReference<>();
    UncaughtExceptionHandler keep = (thread, thrown) -> failure.set(thrown);
    Thread thread = InnocuousThread.newSystemThread("rein-jfr-start", task);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(keep);
    thread.start();
    thread.join();
    if (failure.get() != null) {
      throw new IllegalStateException(failure.get().getMessage(), failure.get());
    }
  }
}
