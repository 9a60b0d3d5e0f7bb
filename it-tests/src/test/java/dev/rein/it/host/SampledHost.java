package dev.rein.it.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rein.api.Rein;
import dev.rein.api.Scope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Name;

/**
 * Gives Rein something to measure, and gets in its way. Does what the lines of stdin say, and
 * prints {@code done} after each.
 *
 * <ul>
 *   <li>{@code burn AGENT}: an agent begins to keep a processor busy, until {@code cool}
 *   <li>{@code threads}: the names of all threads
 *   <li>{@code recordings}: name and state of each of the flight recorder's
 *   <li>{@code mark TEXT}: an event of the program's own for whoever records
 *   <li>{@code interrupt MILLIS}: interrupts all threads but its own, again and again
 * </ul>
 */
public final class SampledHost {
  private static volatile boolean burning;

  private SampledHost() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    System.out.println("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ", 2);
      switch (words[0]) {
        case "burn" -> burn(words[1]);
        case "cool" -> burning = false;
        case "threads" -> Thread.getAllStackTraces().keySet().forEach(SampledHost::print);
        case "recordings" -> Recorder.print();
        case "mark" -> Recorder.mark(words[1]);
        case "interrupt" -> interruptAll(Long.parseLong(words[1]));
        default -> throw new IllegalArgumentException(line);
      }
      System.out.println("done");
    }
    burning = false;
  }

  private static void print(Thread thread) {
    System.out.println(thread.getName());
  }

  private static void burn(String agent) {
    burning = true;
    new Thread(() -> Agent.work(agent)).start();
  }

  private static void interruptAll(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < end) {
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread != Thread.currentThread()) {
          thread.interrupt();
        }
      }
      Thread.sleep(1);
    }
  }

  /** Apart, so that the host can be started without Rein. */
  private static final class Agent {
    @SuppressWarnings("try") // A scope is there to be closed.
    static void work(String name) {
      try (Scope scope = Rein.agent(name)) {
        while (burning) {
          Thread.onSpinWait();
        }
      }
    }
  }

  /** Apart, so that the flight recorder's classes are loaded only when they are asked for. */
  private static final class Recorder {
    static void print() {
      FlightRecorder.getFlightRecorder()
          .getRecordings()
          .forEach(one -> System.out.println(one.getName() + " " + one.getState()));
    }

    static void mark(String text) {
      Mark mark = new Mark();
      mark.text = text;
      mark.commit();
    }
  }

  /** Says that the program has come to some point. */
  @Name("dev.rein.it.Mark")
  private static final class Mark extends Event {
    @SuppressWarnings("unused") // The flight recorder reads it.
    String text = "";
  }
}
