package dev.rein.it.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rein.api.Rein;
import dev.rein.api.Scope;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Leaves things open. A line on stdin is {@code AGENT WHAT…}, carried out within a scope of that
 * agent, or {@code exit}, {@code halt}, {@code fail}; each but these is answered with {@code done}.
 */
public final class LeavingHost {
  /** What is kept from being collected. */
  private static final List<Object> KEPT = new ArrayList<>();

  private LeavingHost() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    System.out.println("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      switch (line) {
        case "exit" -> System.exit(3);
        case "halt" -> Runtime.getRuntime().halt(4);
        case "fail" -> throw new IllegalStateException("as asked");
        default -> run(line.split(" ", -1));
      }
      System.out.println("done");
    }
  }

  @SuppressWarnings("try") // A scope is there to be closed.
  private static void run(String[] words) throws IOException, InterruptedException {
    try (Scope scope = Rein.agent(words[0])) {
      for (int i = 1; i < words.length; i++) {
        leave(words[i]);
      }
    }
  }

  private static void leave(String what) throws IOException, InterruptedException {
    switch (what) {
      case "child" -> KEPT.add(new ProcessBuilder("sleep", "100").start());
      case "deaf" -> deaf();
      case "brief" -> new ProcessBuilder("true").start().waitFor();
      case "file" -> System.out.println(Files.createTempFile("left", ".txt"));
      case "old-file" -> System.out.println(File.createTempFile("left", ".old"));
      case "folder" -> System.out.println(Files.createTempDirectory("left"));
      case "huge" -> huge();
      case "deleted" -> Files.delete(Files.createTempFile("left", ".txt"));
      case "on-exit" -> {
        Path file = Files.createTempFile("left", ".exit");
        file.toFile().deleteOnExit();
      }
      case "handle" -> {
        Path file = Files.createTempFile("left", ".open");
        KEPT.add(FileChannel.open(file, StandardOpenOption.READ));
        Files.delete(file);
      }
      case "thread" -> startThread("left-thread");
      case "pool" -> startThread("pool-of-the-house");
      case "virtual" -> startVirtual();
      case "slot" -> KEPT.add(Rein.acquireSlot());
      case "tracked" -> track();
      case "closed-slot" -> Rein.acquireSlot().close();
      default -> throw new IllegalArgumentException(what);
    }
  }

  /** Ends when it is killed only; has set that up when it says so. */
  private static void deaf() throws IOException {
    Process process =
        new ProcessBuilder("sh", "-c", "trap '' TERM; echo set; while :; do sleep 1; done").start();
    try (BufferedReader output = process.inputReader()) {
      KEPT.add(output.readLine());
    }
    KEPT.add(process);
  }

  /** More files than Rein deletes. */
  private static void huge() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("huge");
    int unused =
        new ProcessBuilder("sh", "-c", "seq 10001 | xargs touch")
            .directory(folder.toFile())
            .start()
            .waitFor();
    System.out.println(folder);
  }

  private static void startThread(String name) throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    Thread thread = new Thread(() -> stay(started), name);
    thread.setDaemon(true);
    thread.start();
    started.await();
  }

  /** The API is not that of every JDK under test. */
  private static void startVirtual() {
    try {
      Object unused =
          Thread.class
              .getMethod("startVirtualThread", Runnable.class)
              .invoke(null, (Runnable) () -> stay(new CountDownLatch(1)));
      KEPT.add(unused);
    } catch (ReflectiveOperationException e) {
      System.out.println("no virtual threads");
    }
  }

  private static void stay(CountDownLatch started) {
    started.countDown();
    try {
      TimeUnit.DAYS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void track() {
    Closing first = Rein.track(new Closing("first", false));
    Closing second = Rein.track(new Closing("second", true), "a pool");
    Closing third = Rein.track(new Closing("third", false), "a file");
    Closing own = Rein.track(new Closing("own", false));
    boolean known = Rein.untrack(own);
    System.out.println(first.name + " " + second.name + " " + third.name + " " + known);
  }

  private record Closing(String name, boolean fails) implements AutoCloseable {
    @Override
    public void close() {
      System.out.println("closes " + name);
      if (fails) {
        throw new UncheckedIOException(new IOException("it is stuck"));
      }
    }
  }
}
