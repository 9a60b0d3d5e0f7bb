package dev.rein.hook;

import dev.rein.api.Calls;
import dev.rein.api.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What woven code calls so that the current account follows work to other threads, and what the
 * API's scopes set it by. Until an agent has been named all of this ends at one field.
 */
public final class ContextHooks {
  /**
   * What a call of the API leads to: takes what is asked for and its arguments, and gives the
   * answer, null when there is nobody to give one, in the forms that {@link Calls} lists.
   */
  public static final Function<Object[], @Nullable Object> API = new Api();

  private static final TaskAccounts TASKS = new TaskAccounts();

  /** Of threads and of a timer's tasks: they keep theirs until they end. */
  private static final TaskAccounts KEPT = new TaskAccounts();

  private static final @Nullable Class<?> TIMER_THREAD = find("java.util.TimerThread");

  /** From JDK 25 on. */
  private static final @Nullable Class<?> FORK_JOIN_SCHEDULER =
      find("java.util.concurrent.DelayScheduler");

  /** Whether there ever was another account than the JVM's. */
  private static volatile boolean inUse;

  private static volatile long lastIdBefore;

  private ContextHooks() {}

  /** A class of the JDK that not every one has. */
  static @Nullable Class<?> find(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException unknownJdk) {
      return null;
    }
  }

  /** Forgets the tasks handed over; what is started from now on counts as after Rein's start. */
  static void reset() {
    inUse = false;
    ThreadAgent.setInUse(false);
    TASKS.clear();
    KEPT.clear();
    ThreadUse.clear();
    lastIdBefore = new Thread("rein-never-started").getId();
  }

  /**
   * The policy that is in force from now on names agents by their threads' names, or does not. To
   * be called after {@link Hooks#setHandler}, and again with each policy.
   */
  public static void setThreadsNamed(boolean named) {
    ThreadAgent.setInUse(named);
    if (named) {
      inUse = true;
    }
  }

  /** From now on there is another account than the JVM's. */
  static void setInUse() {
    inUse = true;
  }

  /** Threads that agents have started and that have not ended. */
  static List<Thread> startedThreads() {
    List<Thread> threads = new ArrayList<>();
    for (Object kept : KEPT.owners()) {
      if (kept instanceof Thread thread) {
        threads.add(thread);
      }
    }
    return threads;
  }

  /** Threads of a lower id were there before Rein. */
  static long lastIdBefore() {
    return lastIdBefore;
  }

  /** The account that pays for what the calling thread does. */
  static @Nullable Object account() {
    return inUse ? CallGuard.current().account() : null;
  }

  /** A thread is started by the calling one. */
  static void threadStarts(Thread thread) {
    Object account = account();
    if (account != null) {
      KEPT.addFirst(thread, account);
    }
  }

  /** A thread has ended, or was not started after all; returns who was charged for it. */
  static @Nullable Object threadEnds(Thread thread) {
    return inUse ? KEPT.take(thread) : null;
  }

  /** What a thread begins with. Those of a ForkJoinPool get an account with each task. */
  static @Nullable Object accountOf(Thread thread) {
    return !inUse
            || thread instanceof ForkJoinWorkerThread
            || thread.getClass() == FORK_JOIN_SCHEDULER
        ? null
        : KEPT.peek(thread);
  }

  /** The calling thread leaves a task to another thread, or to itself for later. */
  public static void handOver(@Nullable Object task) {
    if (!inUse || task == null) {
      return;
    }
    Object account = CallGuard.current().account();
    if (task instanceof ForkJoinTask) {
      // Run once; a stage that was registered earlier keeps the account it was registered by.
      if (account != null) {
        TASKS.addFirst(task, account);
      }
    } else if (account != null || !TASKS.isEmpty()) {
      TASKS.add(task, account);
    }
  }

  /** The calling thread leaves a task to a timer, which may run it again and again. */
  public static void handOverTimed(@Nullable Object task) {
    Object account = account();
    if (account != null && task != null) {
      KEPT.addFirst(task, account);
    }
  }

  /** A task that was handed over will not be run, or not by another thread. */
  public static void takeBack(@Nullable Object task) {
    if (inUse && task != null && !TASKS.isEmpty()) {
      Object unused = TASKS.take(task);
    }
  }

  /** The same for several. */
  public static void takeBackAll(List<?> tasks) {
    if (inUse && !TASKS.isEmpty()) {
      for (Object task : tasks) {
        takeBack(task);
      }
    }
  }

  /** The calling thread, a worker, is going to run a task. */
  public static void takeOver(@Nullable Object task) {
    if (inUse) {
      beginTask(CallGuard.current(), next(task));
    }
  }

  /** The calling thread, a worker, has done its task and is going to wait for the next. */
  public static void awaitTask() {
    if (inUse) {
      CallGuard guard = CallGuard.current();
      guard.awaitTask();
      askByName(guard);
    }
  }

  /** A timer's thread is going to run a task; others look at the timer's queue too. */
  public static void takeOverTimed(@Nullable Object task) {
    if (inUse && Thread.currentThread().getClass() == TIMER_THREAD) {
      beginTask(CallGuard.current(), task == null ? null : KEPT.peek(task));
    }
  }

  /**
   * The calling thread runs a task in the middle of whatever it does.
   *
   * @return what to hand to {@link #endTask}
   */
  public static @Nullable Object beginTask(Object task) {
    if (!inUse) {
      return null;
    }
    CallGuard guard = CallGuard.current();
    Object before = guard.account();
    beginTask(guard, next(task));
    return before;
  }

  private static void beginTask(CallGuard guard, @Nullable Object account) {
    guard.setTaskAccount(account);
    askByName(guard);
  }

  /** Not only at the thread's first call: who works for whom is asked from outside too. */
  private static void askByName(CallGuard guard) {
    if (ThreadAgent.inUse()) {
      Object unused = guard.account();
    }
  }

  /** The same for a task that keeps the calling thread's account when it has none of its own. */
  public static @Nullable Object beginStage(Object task) {
    if (!inUse) {
      return null;
    }
    CallGuard guard = CallGuard.current();
    Object before = guard.account();
    Object own = next(task);
    if (own != null) {
      beginTask(guard, own);
    }
    return before;
  }

  /** Ends {@link #beginTask}. */
  public static void endTask(@Nullable Object before) {
    if (inUse) {
      CallGuard.current().setAccount(before);
    }
  }

  /** An agent's work has ended, on whatever thread. */
  static void agentEnded(Object account, @Nullable Object parent, Object run) {
    HookHandler current = Hooks.handler();
    if (current == null) {
      return;
    }
    CallGuard guard = CallGuard.current();
    guard.suspend();
    try {
      current.endAgent(account, parent, run);
    } catch (Throwable failure) {
      Hooks.report(current, Operation.AGENT, failure);
    } finally {
      guard.resume();
    }
  }

  private static @Nullable Object next(@Nullable Object task) {
    return task == null || TASKS.isEmpty() ? null : TASKS.take(task);
  }

  private static final class Api implements Function<Object[], @Nullable Object> {
    @Override
    public @Nullable Object apply(Object[] call) {
      HookHandler current = Hooks.handler();
      if (current == null) {
        return null;
      }
      CallGuard guard = CallGuard.current();
      guard.suspend();
      try {
        Object answer =
            Calls.AGENT.equals(call[0])
                ? beginScope(current, guard, (String) call[1])
                : current.api(call, guard.account());
        return answer instanceof Refusal refusal ? refused(refusal) : answer;
      } catch (Throwable failure) {
        Hooks.report(current, Operation.AGENT, failure);
        return null;
      } finally {
        guard.resume();
      }
    }

    private static Object refused(Refusal refusal) {
      return new Object[] {
        Calls.REFUSED,
        refusal.account(),
        refusal.resource(),
        refusal.limit(),
        refusal.used(),
        refusal.reason(),
        refusal.remedy()
      };
    }

    private static Object beginScope(HookHandler current, CallGuard guard, String name) {
      return AgentRun.begin(current, guard, name, null);
    }
  }
}
