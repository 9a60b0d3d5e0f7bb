package dev.rein.hook;

import org.jspecify.annotations.Nullable;

/**
 * The agent that a thread is by its name, below the account of the task it runs. Keeps what the
 * handler has said until the thread's name, its task's account or the policy is another. Used by
 * its own thread; others may look at the last answer.
 */
final class ThreadAgent {
  /** How often the policy has named threads. */
  private static int policies;

  /** Which of the policies holds; 0 while it names no threads. */
  private static volatile int policy;

  private final CallGuard guard;
  private @Nullable String name;
  private int askedOf;
  private @Nullable String agent;
  private @Nullable Object task;
  private @Nullable Object named;
  private boolean busy;

  ThreadAgent(CallGuard guard) {
    this.guard = guard;
  }

  /** Whether the policy names threads. */
  static boolean inUse() {
    return policy != 0;
  }

  /** A policy has come into force that names threads or does not. */
  static synchronized void setInUse(boolean named) {
    policies++;
    policy = named ? policies : 0;
  }

  /** Who pays for a task of this account on the calling thread. */
  @SuppressWarnings("ReferenceEquality") // A thread gives the same string until it is renamed.
  @Nullable Object accountFor(@Nullable Object taskAccount) {
    String threadName = Thread.currentThread().getName();
    if (busy || (threadName == name && policy == askedOf && taskAccount == task)) {
      return taskAccount == task ? named : taskAccount;
    }
    return ask(threadName, taskAccount);
  }

  private @Nullable Object ask(String threadName, @Nullable Object taskAccount) {
    HookHandler current = Hooks.handler();
    if (current == null || !Hooks.isOn(Operation.AGENT)) {
      return taskAccount;
    }
    busy = true;
    guard.suspend();
    int asked = policy;
    Object answer = taskAccount;
    try {
      if (!threadName.equals(name) || asked != askedOf) {
        agent = null;
        agent = current.agentOfThread(threadName);
      }
      answer =
          agent == null
              ? taskAccount
              : JobAccount.like(taskAccount, current.agent(taskAccount, agent));
    } catch (Throwable failure) {
      Hooks.report(current, Operation.AGENT, failure);
    } finally {
      name = threadName;
      askedOf = asked;
      named = answer;
      task = taskAccount;
      guard.resume();
      busy = false;
    }
    return answer;
  }

  /** The last answer, as any thread may see it. */
  @Nullable Object lastFor(@Nullable Object taskAccount) {
    return taskAccount == task ? named : taskAccount;
  }

  /** The same for a thread that has not come by yet; may be asked by any thread. */
  static @Nullable Object accountOf(Thread thread, @Nullable Object taskAccount) {
    HookHandler current = Hooks.handler();
    if (!inUse() || current == null) {
      return taskAccount;
    }
    String agent = current.agentOfThread(thread.getName());
    return agent == null ? taskAccount : current.agent(taskAccount, agent);
  }
}
