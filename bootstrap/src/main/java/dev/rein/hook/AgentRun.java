package dev.rein.hook;

import dev.rein.api.Refusal;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An agent's work on a thread, of a scope of the API or a run of a configured method: where it
 * began, and how it ends. The thread leaves it first; the work may go on until a future completes,
 * on whatever thread.
 */
final class AgentRun implements Runnable, BiConsumer<@Nullable Object, @Nullable Throwable>, Work {
  private final CallGuard guard;
  private final Object account;
  private final @Nullable Object parent;
  private final @Nullable String method;
  private final @Nullable AgentRun outer;
  private final @Nullable Object before;
  private final boolean beforeWasTasks;

  /** False for a job, which an agent or the JVM works on: nobody's work begins or ends with it. */
  private final boolean ofAgent;

  private final long began = System.nanoTime();
  private boolean left;
  private boolean ended;

  private AgentRun(
      CallGuard guard,
      Object account,
      @Nullable Object parent,
      @Nullable String method,
      boolean ofAgent) {
    this.guard = guard;
    this.account = account;
    this.parent = parent;
    this.method = method;
    this.ofAgent = ofAgent;
    this.outer = guard.run();
    this.before = guard.ownAccount();
    this.beforeWasTasks = guard.isAccountOfTask();
  }

  /**
   * Begins the work of an agent on the calling thread, whose guard is suspended.
   *
   * @param method as configured; null for a scope
   * @return the run, or the {@link Refusal}
   */
  static Object begin(HookHandler current, CallGuard guard, String agent, @Nullable String method) {
    Object parent = guard.account();
    Object begun = current.beginAgent(parent, agent);
    if (begun instanceof Refusal) {
      return begun;
    }
    return enter(new AgentRun(guard, JobAccount.like(parent, begun), parent, method, true));
  }

  /** From now on what the calling thread does, for whom it does so already, is part of a job. */
  static AgentRun beginJob(HookHandler current, CallGuard guard, String job, String tenant) {
    Object parent = guard.account();
    AgentRun outer = guard.run();
    // A method that calls itself within the job is the same run still.
    String method = outer != null && guard.ownAccount() == outer.account ? outer.method : null;
    JobAccount account = JobAccount.begin(current.opener(parent), job, tenant);
    return enter(new AgentRun(guard, account, parent, method, false));
  }

  private static AgentRun enter(AgentRun run) {
    run.guard.setAccount(run.account);
    run.guard.setRun(run);
    ContextHooks.setInUse();
    return run;
  }

  /** Whether the thread is within this run of the method, with nothing of another agent between. */
  boolean isOf(String otherMethod) {
    return otherMethod.equals(method) && guard.ownAccount() == account;
  }

  /** Ends a scope: once, and only on the thread that began it. */
  @Override
  public void run() {
    if (leave()) {
      end();
    }
  }

  /** The method has returned; its work ends now or, where it has returned a future, with that. */
  void returned(@Nullable Object value) {
    if (!leave()) {
      return;
    }
    if (value instanceof CompletionStage<?> stage && Hooks.handler() != null) {
      try {
        Object unused = stage.whenComplete(this);
        return;
      } catch (Throwable foreign) {
        // A stage of the host's own making may do as it likes; nobody will tell when it completes.
      }
    }
    end();
  }

  /** The future has completed; a stage of the host's own making may say so twice. */
  @Override
  public void accept(@Nullable Object result, @Nullable Throwable failure) {
    end();
  }

  @Override
  public Object account() {
    return account;
  }

  @Override
  public @Nullable Object parent() {
    return parent;
  }

  @Override
  public void leftThread() {
    boolean unused = leave();
  }

  @Override
  public void over(boolean failed) {
    end();
  }

  private boolean leave() {
    if (left || guard != CallGuard.current()) {
      return false;
    }
    left = true;
    guard.setRun(outer);
    if (beforeWasTasks) {
      guard.setTaskAccount(before);
    } else {
      guard.setAccount(before);
    }
    return true;
  }

  boolean isOfAgent() {
    return ofAgent;
  }

  /** The run that this one began within, on the same thread. */
  @Nullable AgentRun outer() {
    return outer;
  }

  /** The work is over, whoever says so first. */
  void end() {
    if (isFirstEnd() && ofAgent) {
      ContextHooks.agentEnded(account, parent, this, System.nanoTime() - began);
    }
  }

  private synchronized boolean isFirstEnd() {
    boolean first = !ended;
    ended = true;
    return first;
  }
}
