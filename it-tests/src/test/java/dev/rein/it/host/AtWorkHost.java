package dev.rein.it.host;

import dev.rein.api.Rein;
import dev.rein.api.Scope;
import dev.rein.hook.AgentThreads;
import dev.rein.hook.HookHandler;
import dev.rein.hook.Hooks;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * Two agents each have a thread, a pool's worker and a virtual thread wait; another worker has
 * nothing to do any more. Prints the names of those that work for {@code red}, then interrupts them
 * and prints the names of those that were interrupted, then those that work for anybody.
 */
public final class AtWorkHost {
  private final List<Thread> threads = new ArrayList<>();
  private final Queue<String> interrupted = new ConcurrentLinkedQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final CountDownLatch atWork = new CountDownLatch(6);

  private AtWorkHost() {}

  public static void main(String[] args) throws Exception {
    new AtWorkHost().run();
  }

  private void run() throws Exception {
    begin("red");
    begin("blue");
    atWork.await();
    HookHandler handler = Objects.requireNonNull(Hooks.handler());
    Predicate<Object> isRed = handler.agent(null, "red")::equals;
    print(AgentThreads.of(isRed));
    int count = AgentThreads.interrupt(isRed);
    for (Thread thread : threads.subList(0, 3)) {
      thread.join();
    }
    System.out.println(count + " " + interrupted.stream().sorted().toList());
    print(AgentThreads.of(account -> true));
    end.countDown();
  }

  private static void print(List<Thread> found) {
    System.out.println(found.stream().map(Thread::getName).sorted().toList());
  }

  @SuppressWarnings("try") // A scope is there to be closed.
  private void begin(String agent) throws Exception {
    ExecutorService pool = pool(agent + "-worker");
    ExecutorService idle = pool(agent + "-idle");
    try (Scope scope = Rein.agent(agent)) {
      idle.submit(() -> agent).get();
      pool.execute(this::work);
      start(new Thread(this::work, agent + "-thread"));
      Thread virtual = CrewHost.virtual(this::work);
      virtual.setName(agent + "-virtual");
      start(virtual);
    }
    pool.shutdown();
    idle.shutdown();
  }

  private ExecutorService pool(String name) {
    return Executors.newFixedThreadPool(
        1,
        task -> {
          Thread thread = new Thread(task, name);
          if (name.endsWith("worker")) {
            threads.add(thread);
          }
          return thread;
        });
  }

  private void start(Thread thread) {
    threads.add(thread);
    thread.start();
  }

  private void work() {
    atWork.countDown();
    try {
      end.await();
    } catch (InterruptedException e) {
      interrupted.add(Thread.currentThread().getName());
    }
  }
}
