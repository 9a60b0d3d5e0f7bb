package dev.rein.it.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Does what it is told on stdin, one command a line, and ends with it. Prints {@code ready} when it
 * listens and {@code done} after each command.
 *
 * <ul>
 *   <li>{@code run ACTION COUNT [FIRST]}: a line for each call, see {@link Outcome}
 *   <li>{@code race ACTION THREADS COUNT}: so many calls on each of so many threads; prints how
 *       many of all went well, and how many did not
 *   <li>{@code fault}: from now on Rein fails inside; prints how it has failed since the last one
 *   <li>{@code threads}: the names of all threads
 *   <li>{@code load FILE}: loads a native library
 *   <li>{@code exit CODE}
 * </ul>
 */
public final class ActionHost {
  private final Path folder;
  private final String server;
  private @Nullable FaultyHandler faulty;

  private ActionHost(Path folder, String server) {
    this.folder = folder;
    this.server = server;
  }

  /** Takes the folder to work in and the base URL of an HTTP server. */
  public static void main(String[] args) throws IOException, InterruptedException {
    ActionHost host = new ActionHost(Path.of(args[0]), args[1]);
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    System.out.println("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      host.execute(line.split(" ", -1));
      System.out.println("done");
    }
  }

  private void execute(String[] command) throws InterruptedException {
    switch (command[0]) {
      case "run" -> run(command);
      case "race" -> race(command);
      case "fault" -> {
        if (faulty != null) {
          System.out.println(faulty.report());
        }
        faulty = FaultyHandler.install();
      }
      case "threads" ->
          Thread.getAllStackTraces().keySet().stream()
              .map(thread -> (thread.isDaemon() ? "daemon " : "thread ") + thread.getName())
              .sorted()
              .forEach(System.out::println);
      case "load" -> System.load(command[1]);
      case "exit" -> System.exit(Integer.parseInt(command[1]));
      default -> throw new IllegalArgumentException(command[0]);
    }
  }

  private void run(String[] command) {
    Method action = Actions.named(command[1]);
    int first = command.length > 3 ? Integer.parseInt(command[3]) : 0;
    int end = first + Integer.parseInt(command[2]);
    for (int call = first; call < end; call++) {
      System.out.println(Outcome.of(action, work(command[1], call)));
    }
  }

  private void race(String[] command) throws InterruptedException {
    int threads = Integer.parseInt(command[2]);
    int count = Integer.parseInt(command[3]);
    Race race = new Race(Actions.named(command[1]), threads, count);
    System.out.println(race.run(call -> work(command[1], call)));
  }

  private Work work(String action, int call) {
    return new Work(folder, server, action, call);
  }
}
