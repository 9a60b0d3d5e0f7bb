package dev.rein.it.host;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Every way in which the JDK hands work to another thread. Each does the work so many times and
 * returns when it is done; the executors are shared by all who call.
 */
public final class HandOvers {
  /** The one in which nobody does the work in the end. */
  public static final String TAKEN_BACK = "takenBack";

  private final ExecutorService pool = Executors.newFixedThreadPool(2);
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
  private final ForkJoinPool forkJoin = new ForkJoinPool(2);
  private final Timer timer = new Timer("timer", true);
  private final ThreadPoolExecutor full =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(1),
          new ThreadPoolExecutor.CallerRunsPolicy());
  private final ThreadPoolExecutor sorted =
      new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new PriorityBlockingQueue<>());

  /** Hands work over and waits for it. */
  interface HandOver {
    void run(Runnable work, int times) throws Throwable;
  }

  /** All that this JDK has, by name. */
  Map<String, HandOver> all() {
    Map<String, HandOver> all = new LinkedHashMap<>();
    all.put("newThread", HandOvers::newThread);
    all.put("timer", this::timer);
    all.put("timerPeriodic", this::timerPeriodic);
    addExecutors(all);
    addForkJoin(all);
    addFutures(all);
    if (Runtime.version().feature() >= 21) {
      all.put("virtualThread", HandOvers::virtualThread);
      all.put("virtualPerTask", HandOvers::virtualPerTask);
    }
    return all;
  }

  void shutdown() {
    timer.cancel();
    for (ExecutorService one : List.of(pool, scheduler, forkJoin, full, sorted)) {
      one.shutdown();
    }
  }

  private void addExecutors(Map<String, HandOver> all) {
    all.put("execute", (work, times) -> execute(pool, work, times));
    all.put("executeSameTask", this::executeSameTask);
    all.put("submit", (work, times) -> submit(pool, work, times));
    all.put("invokeAll", (work, times) -> pool.invokeAll(calls(work, times)));
    all.put("invokeAny", (work, times) -> invokeAny(work, times));
    all.put("callerRuns", (work, times) -> execute(full, work, times));
    all.put("priorityQueue", this::priorityQueue);
    all.put("schedule", this::schedule);
    all.put("schedulePeriodic", this::schedulePeriodic);
    all.put(TAKEN_BACK, this::takenBack);
  }

  private void addForkJoin(Map<String, HandOver> all) {
    all.put("forkJoinExecute", (work, times) -> execute(forkJoin, work, times));
    all.put("forkJoinSubmit", (work, times) -> submit(forkJoin, work, times));
    all.put("forkJoinInvoke", (work, times) -> forkJoin.invoke(new Halving(work, times)));
    all.put("forkJoinCommon", (work, times) -> new Halving(work, times).invoke());
    all.put("forkJoinInvokeAll", HandOvers::forkJoinInvokeAll);
    all.put(
        "parallelStream",
        (work, times) -> IntStream.range(0, times).parallel().forEach(i -> work.run()));
    if (Runtime.version().feature() >= 25) {
      all.put("forkJoinSchedule", this::forkJoinSchedule);
    }
  }

  private void addFutures(Map<String, HandOver> all) {
    all.put(
        "runAsync", (work, times) -> repeat(times, () -> CompletableFuture.runAsync(work).get()));
    all.put(
        "runAsyncInPool",
        (work, times) -> repeat(times, () -> CompletableFuture.runAsync(work, pool).get()));
    all.put("stageOfAnother", this::stageOfAnother);
    all.put("stageOfTwo", this::stageOfTwo);
    all.put("delayed", this::delayed);
  }

  private static void newThread(Runnable work, int times) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      Thread thread = new Thread(work);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void timer(Runnable work, int times) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(times);
    for (int i = 0; i < times; i++) {
      timer.schedule(timerTask(work, done), 1);
    }
    done.await();
  }

  private void timerPeriodic(Runnable work, int times) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(times);
    timer.schedule(timerTask(work, done), 1, 1);
    done.await();
  }

  private static TimerTask timerTask(Runnable work, CountDownLatch done) {
    return new TimerTask() {
      @Override
      public void run() {
        if (done.getCount() > 0) {
          work.run();
          done.countDown();
        }
      }
    };
  }

  private static void execute(ExecutorService executor, Runnable work, int times)
      throws InterruptedException {
    CountDownLatch done = new CountDownLatch(times);
    for (int i = 0; i < times; i++) {
      executor.execute(
          () -> {
            work.run();
            done.countDown();
          });
    }
    done.await();
  }

  private void executeSameTask(Runnable work, int times) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(times);
    Runnable same =
        () -> {
          work.run();
          done.countDown();
        };
    for (int i = 0; i < times; i++) {
      pool.execute(same);
    }
    done.await();
  }

  private static void submit(ExecutorService executor, Runnable work, int times) throws Exception {
    List<Future<?>> futures = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      futures.add(executor.submit(work));
    }
    for (Future<?> future : futures) {
      future.get();
    }
  }

  private void invokeAny(Runnable work, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      pool.invokeAny(calls(work, 1));
    }
  }

  private static List<Callable<Boolean>> calls(Runnable work, int times) {
    return Collections.nCopies(
        times,
        () -> {
          work.run();
          return true;
        });
  }

  private void priorityQueue(Runnable work, int times) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(times);
    for (int i = 0; i < times; i++) {
      sorted.execute(new Ranked(times - i, work, done));
    }
    done.await();
  }

  /** Runs before those of a higher rank. */
  private record Ranked(int rank, Runnable work, CountDownLatch done)
      implements Runnable, Comparable<Ranked> {
    @Override
    public int compareTo(Ranked other) {
      return Integer.compare(rank, other.rank);
    }

    @Override
    public void run() {
      work.run();
      done.countDown();
    }
  }

  private void schedule(Runnable work, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      scheduler.schedule(work, 1, TimeUnit.MILLISECONDS).get();
    }
  }

  private void schedulePeriodic(Runnable work, int times) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(times);
    ScheduledFuture<?> future =
        scheduler.scheduleWithFixedDelay(() -> once(work, done), 0, 1, TimeUnit.MILLISECONDS);
    done.await();
    future.cancel(false);
  }

  private static void once(Runnable work, CountDownLatch done) {
    if (done.getCount() > 0) {
      work.run();
      done.countDown();
    }
  }

  /**
   * A task that is taken out of the queue again, or never gets there, leaves nothing for when
   * nobody hands the same one over.
   */
  private void takenBack(Runnable work, int times) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(times);
    Runnable same =
        () -> {
          work.run();
          done.countDown();
        };
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));
    one.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    one.execute(HandOvers::awaitInterrupt);
    one.execute(same);
    Expect.that(one.remove(same));
    one.execute(same);
    one.execute(same);
    Expect.that(one.shutdownNow().get(0) == same);
    one.execute(same);
    for (int i = 0; i < times; i++) {
      ContextHost.asNobody(() -> pool.execute(same));
    }
    done.await();
  }

  private static void awaitInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forkJoinInvokeAll(Runnable work, int times) {
    List<ForkJoinTask<?>> tasks = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      tasks.add(ForkJoinTask.adapt(work));
    }
    ForkJoinTask.invokeAll(tasks.get(0), tasks.get(1));
    ForkJoinTask.invokeAll(tasks.get(2), tasks.get(3));
    ForkJoinTask.invokeAll(tasks.subList(4, times).toArray(new ForkJoinTask<?>[0]));
    ForkJoinTask.invokeAll(List.of(ForkJoinTask.adapt(() -> {}), ForkJoinTask.adapt(() -> {})));
  }

  /** Works so many times, each half of them in a task of its own. */
  private static final class Halving extends RecursiveAction {
    private static final long serialVersionUID = 1L;
    private final transient Runnable work;
    private final int times;

    Halving(Runnable work, int times) {
      this.work = work;
      this.times = times;
    }

    @Override
    protected void compute() {
      if (times == 1) {
        work.run();
      } else {
        invokeAll(new Halving(work, times / 2), new Halving(work, times - times / 2));
      }
    }
  }

  private void forkJoinSchedule(Runnable work, int times) throws Throwable {
    ScheduledExecutorService later = (ScheduledExecutorService) (Object) forkJoin;
    for (int i = 0; i < times - 2; i++) {
      later.schedule(work, 1, TimeUnit.MILLISECONDS).get();
    }
    CountDownLatch done = new CountDownLatch(2);
    ScheduledFuture<?> future =
        later.scheduleWithFixedDelay(() -> once(work, done), 1, 1, TimeUnit.MILLISECONDS);
    done.await();
    future.cancel(false);
  }

  /** The stage before is completed by a thread that works for nobody. */
  private void stageOfAnother(Runnable work, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      CompletableFuture<String> first = new CompletableFuture<>();
      CompletableFuture<Void> second = first.thenRunAsync(work, pool);
      ContextHost.asNobody(() -> first.complete("done"));
      second.get();
    }
  }

  private void stageOfTwo(Runnable work, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      CompletableFuture<String> first = new CompletableFuture<>();
      CompletableFuture<String> other = new CompletableFuture<>();
      CompletableFuture<Void> both = first.runAfterBothAsync(other, work);
      ContextHost.asNobody(
          () -> {
            first.complete("done");
            other.complete("done");
          });
      both.get();
    }
  }

  private void delayed(Runnable work, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      CompletableFuture.runAsync(
              work, CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, pool))
          .get();
    }
  }

  private static void virtualThread(Runnable work, int times) throws Throwable {
    for (int i = 0; i < times; i++) {
      ((Thread) Later.call(Thread.class, "startVirtualThread", Runnable.class, work)).join();
    }
  }

  private static void virtualPerTask(Runnable work, int times) throws Throwable {
    ExecutorService executor =
        (ExecutorService) Later.call(Executors.class, "newVirtualThreadPerTaskExecutor");
    submit(executor, work, times);
    executor.shutdown();
  }

  private static void repeat(int times, Callable<?> call) throws Exception {
    for (int i = 0; i < times; i++) {
      call.call();
    }
  }
}
