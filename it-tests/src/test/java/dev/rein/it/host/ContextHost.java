package dev.rein.it.host;

import dev.rein.api.Rein;
import dev.rein.api.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Two agents, and the program itself, hand work to the same executors in every way at the same
 * time. The work is to read a file, in a scope for each way: {@code red/submit}. Prints the ways, a
 * line each; in each the work was done {@link #TIMES} times for each of the three.
 */
public final class ContextHost {
  public static final int TIMES = 10;
  private static final List<String> AGENTS = List.of("red", "blue");

  /** For a thread that is there before any agent is, so it works for nobody. */
  private static final BlockingQueue<Runnable> FOR_NOBODY = new LinkedBlockingQueue<>();

  private final HandOvers handOvers = new HandOvers();
  private final Path input;

  private ContextHost(Path input) {
    this.input = input;
  }

  /** Takes the file to read. */
  public static void main(String[] args) throws Exception {
    Thread nobody = new Thread(ContextHost::workForNobody);
    nobody.setDaemon(true);
    nobody.start();
    new ContextHost(Path.of(args[0])).run();
  }

  /** Runs a task on a thread that no agent has anything to do with. */
  static void asNobody(Runnable task) throws InterruptedException {
    FOR_NOBODY.put(task);
  }

  private static void workForNobody() {
    while (true) {
      try {
        FOR_NOBODY.take().run();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void run() throws Exception {
    Map<String, HandOvers.HandOver> all = handOvers.all();
    List<Thread> threads = new ArrayList<>();
    for (String agent : AGENTS) {
      threads.add(start(() -> handOverAs(agent, all)));
    }
    threads.add(start(() -> all.values().forEach(this::handOver)));
    for (Thread thread : threads) {
      thread.join();
    }
    handOvers.shutdown();
    all.keySet().forEach(System.out::println);
  }

  private static Thread start(Runnable task) {
    Thread thread = new Thread(task);
    thread.start();
    return thread;
  }

  @SuppressWarnings("try") // A scope is there to be closed.
  private void handOverAs(String agent, Map<String, HandOvers.HandOver> all) {
    try (Scope outer = Rein.agent(agent)) {
      all.forEach(
          (way, handOver) -> {
            try (Scope inner = Rein.agent(way)) {
              handOver(handOver);
            }
          });
    }
  }

  private void handOver(HandOvers.HandOver handOver) {
    try {
      handOver.run(this::read, TIMES);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private void read() {
    try {
      Files.readAllBytes(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
