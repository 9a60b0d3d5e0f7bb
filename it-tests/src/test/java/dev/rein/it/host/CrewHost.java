package dev.rein.it.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Has a crew of agents work, all of it for each {@code go} on stdin, and says {@code done}. All
 * their work is to read a file.
 */
public final class CrewHost {
  private final Path input;
  private ExecutorService pool = Executors.newFixedThreadPool(1);
  private final ExecutorService named =
      Executors.newFixedThreadPool(1, task -> new Thread(task, "writer-1"));

  @SuppressWarnings("unchecked")
  private final Crew.Planner<Runnable> proxy =
      (Crew.Planner<Runnable>)
          Proxy.newProxyInstance(
              CrewHost.class.getClassLoader(),
              new Class<?>[] {Crew.Planner.class},
              (self, method, arguments) -> {
                ((Runnable) arguments[0]).run();
                return arguments[0];
              });

  private CrewHost(Path input) {
    this.input = input;
  }

  /** Takes the file to read. */
  public static void main(String[] args) throws Throwable {
    CrewHost host = new CrewHost(Path.of(args[0]));
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    System.out.println("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      host.work();
      System.out.println("done");
    }
    host.pool.shutdown();
    host.named.shutdown();
  }

  private void read() {
    try {
      Files.readAllBytes(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void work() throws Throwable {
    // Workers that wait for a task during an attach run that one for nobody.
    pool.shutdown();
    pool = Executors.newFixedThreadPool(1);
    code();
    plan();
    handOver();
    new Crew.Reviewer().review(this::read, pool).get();
    read();
    try {
      new Crew.Breaker().fail(this::read);
    } catch (UnsupportedOperationException expected) {
      read();
    }
    workByName();
  }

  /** {@code coder} 2 and 3, {@code coder/tester} 2, nobody 1. */
  private void code() {
    new Crew.Coder().run(this::read);
    new Crew.QuickCoder().run(this::read);
    new Crew.Coder().run(() -> Crew.Tester.begin(this::read));
    new Crew.Coder().rest(this::read);
  }

  /** {@code planner} 3 and 3, {@code planner/coder} 2. */
  private void plan() {
    Crew.Planner<Runnable> real = new Crew.RealPlanner();
    real.plan(this::read);
    real.planTwice(this::read);
    proxy.plan(this::read);
    proxy.plan(this::read);
    proxy.plan(this::read);
    real.plan(() -> new Crew.Coder().run(this::read));
  }

  /** On other threads: {@code tester} 1 on each of three, {@code tester/coder} 2. */
  private void handOver() throws Throwable {
    Crew.Tester.begin(() -> await(() -> pool.submit(this::read).get()));
    Crew.Tester.begin(() -> await(() -> join(new Thread(this::read))));
    Crew.Tester.begin(() -> await(() -> join(virtual(this::read))));
    Crew.Tester.begin(() -> await(() -> pool.submit(() -> new Crew.Coder().run(this::read)).get()));
  }

  /** {@code writer} 1 and 1, {@code tester/writer} 2, {@code tester/copyist} 1, nobody 1. */
  private void workByName() throws Throwable {
    named.submit(this::read).get();
    join(new Thread(this::read, "writer-2"));
    Crew.Tester.begin(() -> await(() -> named.submit(this::readRenamed).get()));
    join(virtual(this::read));
  }

  private void readRenamed() {
    Thread self = Thread.currentThread();
    String name = self.getName();
    read();
    self.setName("copyist");
    read();
    self.setName(name);
    read();
  }

  /** A virtual thread where there are any; not started. */
  static Thread virtual(Runnable task) {
    if (Runtime.version().feature() < 21) {
      return new Thread(task);
    }
    try {
      Object builder = Later.call(Thread.class, "ofVirtual");
      return (Thread)
          Later.callOn(
              builder,
              Class.forName("java.lang.Thread$Builder"),
              "unstarted",
              Runnable.class,
              task);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object join(Thread thread) throws InterruptedException {
    thread.start();
    thread.join();
    return thread;
  }

  private static void await(Callable<?> work) {
    try {
      work.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
