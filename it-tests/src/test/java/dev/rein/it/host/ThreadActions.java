package dev.rein.it.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Threads. */
final class ThreadActions {
  private static final String CONTAINER = "start(jdk.internal.vm.ThreadContainer)";

  private ThreadActions() {}

  @Action(
      hooks = "java.lang.Thread.start()",
      charges = "threads.started",
      refusal = RejectedExecutionException.class)
  static void startThread(Work work) throws InterruptedException {
    Thread thread = new Thread(ThreadActions::task);
    thread.start();
    thread.join();
  }

  @Action(charges = "threads.started", refusal = RejectedExecutionException.class)
  static void submitTwice(Work work) throws InterruptedException, ExecutionException {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      executor.submit(ThreadActions::task).get();
      executor.submit(ThreadActions::task).get();
    } finally {
      executor.shutdown();
    }
  }

  @Action(charges = "threads.started", refusal = RejectedExecutionException.class)
  static void schedule(Work work) throws InterruptedException, ExecutionException {
    ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
    try {
      executor.schedule(ThreadActions::task, 1, TimeUnit.MILLISECONDS).get();
    } finally {
      executor.shutdown();
    }
  }

  @Action(charges = "threads.started", refusal = RejectedExecutionException.class)
  static void startTimer(Work work) throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    Timer timer = new Timer();
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            ran.countDown();
          }
        },
        1);
    ran.await();
    timer.cancel();
  }

  /** A pool that may have no thread does not keep the task for ever either. */
  @Action(charges = "threads.started", refusal = RejectedExecutionException.class)
  static void submitToForkJoinPool(Work work) throws InterruptedException, ExecutionException {
    ForkJoinPool pool = new ForkJoinPool(1);
    try {
      pool.submit(ThreadActions::task).get();
    } finally {
      pool.shutdown();
    }
  }

  @Action(charges = "threads.started", refusal = RejectedExecutionException.class)
  static void supplyAsync(Work work) {
    ForkJoinPool pool = new ForkJoinPool(1);
    try {
      CompletableFuture.runAsync(ThreadActions::task, pool).join();
    } finally {
      pool.shutdown();
    }
  }

  @Action(
      hooks = "java.lang.Thread." + CONTAINER,
      charges = "threads.started",
      refusal = RejectedExecutionException.class,
      since = 21)
  static void startThreadPerTask(Work work) throws Throwable {
    ThreadFactory threads = Executors.defaultThreadFactory();
    ExecutorService executor =
        (ExecutorService)
            Later.call(Executors.class, "newThreadPerTaskExecutor", ThreadFactory.class, threads);
    submitTo(executor);
  }

  @Action(
      charges = "threads.virtual.started",
      refusal = RejectedExecutionException.class,
      since = 21)
  static void startVirtualThread(Work work) throws Throwable {
    Runnable task = ThreadActions::task;
    Thread thread = (Thread) Later.call(Thread.class, "startVirtualThread", Runnable.class, task);
    thread.join();
  }

  @Action(
      hooks = "java.lang.VirtualThread." + CONTAINER,
      charges = "threads.virtual.started",
      refusal = RejectedExecutionException.class,
      since = 21)
  static void startVirtualThreadPerTask(Work work) throws Throwable {
    submitTo((ExecutorService) Later.call(Executors.class, "newVirtualThreadPerTaskExecutor"));
  }

  @Action(
      charges = "threads.virtual.started",
      refusal = RejectedExecutionException.class,
      since = 21)
  static void startBuiltVirtualThread(Work work) throws Throwable {
    Object builder = Later.call(Thread.class, "ofVirtual");
    Runnable task = ThreadActions::task;
    Class<?> type = Class.forName("java.lang.Thread$Builder");
    Thread thread = (Thread) Later.callOn(builder, type, "start", Runnable.class, task);
    thread.join();
  }

  /** Waiting for a socket starts the JDK's pollers, the first time; those are not the host's. */
  @Action(
      charges = "threads.virtual.started net.connects",
      refusal = RejectedExecutionException.class,
      since = 21)
  static void acceptInVirtualThread(Work work) throws Throwable {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Runnable task = () -> accept(server);
      Thread thread = (Thread) Later.call(Thread.class, "startVirtualThread", Runnable.class, task);
      while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
        thread.join();
        Expect.that(client.isConnected());
      }
    }
  }

  private static void accept(ServerSocket server) {
    try {
      server.accept().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void task() {
    // That it was run is all there is to it.
  }

  private static void submitTo(ExecutorService executor)
      throws InterruptedException, ExecutionException {
    try {
      Future<?> future = executor.submit(ThreadActions::task);
      future.get();
    } finally {
      executor.shutdown();
    }
  }
}
