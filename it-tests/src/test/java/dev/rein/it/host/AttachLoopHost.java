package dev.rein.it.host;

import com.sun.tools.attach.VirtualMachine;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Has Rein come and go in its own JVM, while another thread reads files all the time. Prints what
 * lives in the JVM after each ten rounds.
 */
public final class AttachLoopHost {
  private static final int PRINT_EVERY = 10;
  private static final long PAUSE_NANOS = 100_000;

  private static volatile boolean ending;

  private AttachLoopHost() {}

  /** Takes Rein's jar, a folder to work in, and how often. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[1]);
    int rounds = Integer.parseInt(args[2]);
    AtomicInteger failures = new AtomicInteger();
    Thread reader = new Thread(() -> read(folder.resolve("input.txt"), failures));
    reader.start();
    VirtualMachine self = VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
    Path answer = folder.resolve("answer");
    for (int round = 1; round <= rounds; round++) {
      self.loadAgent(args[0], "@start;" + answer + ";dir=" + folder.resolve("ledgers"));
      String started = Files.readString(answer).strip();
      self.loadAgent(args[0], "@detach;" + answer + ";verify");
      String detached = Files.readAllLines(answer).get(0);
      if (!started.equals("ok") || !detached.equals("ok")) {
        System.out.println(round + ": " + started + ", " + Files.readString(answer));
      }
      if (round % PRINT_EVERY == 0) {
        print();
      }
    }
    self.detach();
    ending = true;
    reader.join();
    System.out.println("failures " + failures);
  }

  private static void read(Path file, AtomicInteger failures) {
    while (!ending) {
      // Some thousand times a second are enough; a spin would only slow the coming and going down.
      LockSupport.parkNanos(PAUSE_NANOS);
      try (FileInputStream in = new FileInputStream(file.toFile())) {
        if (in.read() < 0) {
          failures.incrementAndGet();
        }
      } catch (IOException e) {
        failures.incrementAndGet();
      }
    }
  }

  /**
   * Sockets are left out: on JDK 25 one more is open after each attach, probably the attach's own.
   * So is what the Flight Recorder keeps for good when a round takes long enough to start it: its
   * threads, and its folder in the JDK.
   */
  private static void print() throws Exception {
    System.gc();
    System.out.println("loaders " + loadersOfRein());
    System.out.println(
        "threads "
            + Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("JFR "))
                .count());
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      System.out.println("files " + open.filter(AttachLoopHost::isFile).count());
    }
  }

  private static boolean isFile(Path descriptor) {
    try {
      String file = Files.readSymbolicLink(descriptor).toString();
      return file.startsWith("/") && !file.endsWith("input.txt") && !file.endsWith("/lib/jfr");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  private static long loadersOfRein() throws JMException {
    Object histogram =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    return histogram
        .toString()
        .lines()
        .filter(line -> line.contains("dev.rein.agent.IsolatedClassLoader"))
        .count();
  }
}
