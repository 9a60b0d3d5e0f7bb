package dev.rein.it.host;

import dev.rein.api.Rein;
import dev.rein.api.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Prints what an agent can see of its executors' queues, handlers and threads. */
public final class ExecutorsHost {
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  private ExecutorsHost() {}

  @SuppressWarnings("try") // A scope is there to be closed.
  public static void main(String[] args) throws Exception {
    try (Scope scope = Rein.agent("coder")) {
      ExecutorsHost host = new ExecutorsHost();
      host.queueHoldsTheTasks();
      host.lowestRankFirst();
      host.handlersGetTheTask();
      host.callerRuns();
      host.scheduledTasks();
      host.log.forEach(System.out::println);
    }
    System.out.println("end");
  }

  private void queueHoldsTheTasks() throws InterruptedException {
    ThreadPoolExecutor pool =
        pool(new ArrayBlockingQueue<>(3), new ThreadPoolExecutor.AbortPolicy());
    CountDownLatch gate = occupy(pool);
    List<Runnable> tasks = List.of(() -> log("a"), () -> log("b"), () -> log("c"));
    tasks.forEach(pool::execute);
    log("queued " + List.copyOf(pool.getQueue()).equals(tasks));
    log("removed " + pool.remove(tasks.get(1)) + pool.remove(tasks.get(1)));
    log("poll " + (pool.getQueue().poll() == tasks.get(0)));
    log("rest " + pool.shutdownNow().equals(tasks.subList(2, 3)));
    end(pool, gate);
  }

  private void lowestRankFirst() throws InterruptedException {
    ThreadPoolExecutor pool =
        pool(new PriorityBlockingQueue<>(), new ThreadPoolExecutor.AbortPolicy());
    CountDownLatch gate = occupy(pool);
    for (int rank : new int[] {3, 1, 2}) {
      pool.execute(new Ranked(rank, log));
    }
    pool.shutdown();
    end(pool, gate);
  }

  private record Ranked(int rank, List<String> log) implements Runnable, Comparable<Ranked> {
    @Override
    public int compareTo(Ranked other) {
      return Integer.compare(rank, other.rank);
    }

    @Override
    public void run() {
      log.add("rank " + rank);
    }
  }

  private void handlersGetTheTask() throws InterruptedException {
    Runnable refused = () -> log("never");
    ThreadPoolExecutor pool =
        pool(new ArrayBlockingQueue<>(1), (task, executor) -> log("refused " + (task == refused)));
    CountDownLatch gate = occupy(pool);
    pool.execute(() -> log("queued"));
    pool.execute(refused);
    pool.setRejectedExecutionHandler(new ThreadPoolExecutor.AbortPolicy());
    try {
      pool.execute(refused);
    } catch (RejectedExecutionException e) {
      log("thrown " + e.getClass().getName());
    }
    pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardOldestPolicy());
    pool.execute(() -> log("newest"));
    pool.shutdown();
    end(pool, gate);
  }

  private void callerRuns() throws InterruptedException {
    ThreadPoolExecutor pool =
        pool(new ArrayBlockingQueue<>(1), new ThreadPoolExecutor.CallerRunsPolicy());
    CountDownLatch gate = occupy(pool);
    pool.execute(() -> log("queued on " + Thread.currentThread().getName()));
    pool.execute(() -> log("run on " + Thread.currentThread().getName()));
    pool.shutdown();
    end(pool, gate);
  }

  private void scheduledTasks() throws Exception {
    ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
    pool.setRemoveOnCancelPolicy(true);
    ScheduledFuture<?> later = pool.schedule(() -> log("never"), 1, TimeUnit.HOURS);
    log("scheduled " + (pool.getQueue().peek() == later));
    log("cancelled " + later.cancel(false) + pool.getQueue().size());
    log("any " + pool.invokeAny(List.of(() -> "one")));
    CountDownLatch twice = new CountDownLatch(2);
    ScheduledFuture<?> again =
        pool.scheduleAtFixedRate(twice::countDown, 0, 1, TimeUnit.MILLISECONDS);
    twice.await();
    log("again " + again.cancel(false) + again.isCancelled());
    end(pool, twice);
  }

  /** A pool of one thread. */
  private static ThreadPoolExecutor pool(
      BlockingQueue<Runnable> queue, RejectedExecutionHandler handler) {
    return new ThreadPoolExecutor(
        1, 1, 1, TimeUnit.SECONDS, queue, task -> new Thread(task, "worker"), handler);
  }

  /** Keeps the pool's thread busy until the latch goes to zero. */
  private static CountDownLatch occupy(ThreadPoolExecutor pool) {
    CountDownLatch gate = new CountDownLatch(1);
    pool.execute(
        () -> {
          try {
            gate.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return gate;
  }

  private static void end(ThreadPoolExecutor pool, CountDownLatch gate)
      throws InterruptedException {
    gate.countDown();
    pool.shutdown();
    Expect.that(pool.awaitTermination(1, TimeUnit.MINUTES));
  }

  private void log(String line) {
    log.add(line);
  }
}
