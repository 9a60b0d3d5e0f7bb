package dev.rein.it.host;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Agents of a program that knows nothing of Rein. A policy names their methods; what they do in
 * them is the task they are given.
 */
final class Crew {
  private Crew() {}

  /** Named by its class. */
  static class Coder {
    /** Three overloads, of which one calls another and that one itself. */
    void run(Runnable task) {
      run(task, 2);
    }

    int run(Runnable task, int times) {
      task.run();
      return times == 1 ? once(1) : times + run(task, times - 1);
    }

    private static int once(long times) {
      return (int) times;
    }

    /** Not named. */
    void rest(Runnable task) {
      task.run();
    }
  }

  /** What it does is the same agent's, its superclass's part too. */
  static final class QuickCoder extends Coder {
    @Override
    void run(Runnable task) {
      task.run();
      super.run(task);
    }
  }

  /** Named by its interface. */
  interface Planner<T> {
    T plan(T task);

    default void planTwice(T task) {
      plan(task);
      plan(task);
    }
  }

  /** Loaded when the class below it is: the JVM asks about that first. */
  abstract static class AnyPlanner implements Planner<Runnable> {}

  /** Has a bridge method too. */
  static final class RealPlanner extends AnyPlanner {
    @Override
    public Runnable plan(Runnable task) {
      task.run();
      return task;
    }
  }

  /** Named by a static method, which is private. */
  static final class Tester {
    private Tester() {}

    static void begin(Runnable task) {
      test(task);
    }

    private static void test(Runnable task) {
      task.run();
    }
  }

  /** Its work ends when the future does. */
  static final class Reviewer {
    CompletableFuture<Void> review(Runnable task, Executor executor) {
      task.run();
      return CompletableFuture.runAsync(task, executor);
    }
  }

  /** Fails. */
  static final class Breaker {
    void fail(Runnable task) {
      task.run();
      throw new UnsupportedOperationException("as ever");
    }
  }
}
