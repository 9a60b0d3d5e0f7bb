package dev.rein.hook;

import dev.rein.api.Refusal;
import dev.rein.api.TaskRefusedException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** What methods call that are configured to be an agent's work, from entry to exit. */
public final class AgentHooks {
  private AgentHooks() {}

  /**
   * Begins a run of a configured method, unless the thread works for that agent already: a method
   * that calls itself, another of the same name or that of its superclass is one run.
   *
   * @param method as configured, maybe for a supertype of the one that declares it
   * @return what to hand to {@link #exit}, or null
   * @throws TaskRefusedException when the agent must not begin
   */
  public static @Nullable Object enter(String method) {
    HookHandler current = Hooks.handler();
    if (current == null || !Hooks.isOn(Operation.AGENT)) {
      return null;
    }
    CallGuard guard = CallGuard.current();
    AgentRun innermost = guard.run();
    if (guard.isSuspended() || (innermost != null && innermost.isOf(method))) {
      return null;
    }
    Object begun = begin(current, guard, method);
    if (begun instanceof Refusal refusal) {
      throw new TaskRefusedException(refusal);
    }
    return begun;
  }

  /**
   * Begins a run of an agent that a framework names, unless the thread works for that agent
   * already.
   *
   * @param named what the framework knows the agent by
   * @param worker the object that does the work: nested calls on one of the same type are this run;
   *     null for none
   * @param method that was called on the worker; null when {@code named} is to do this work
   * @return what to hand to {@link #exit}, or null
   * @throws TaskRefusedException when the agent must not begin
   */
  public static @Nullable Object enterNamed(
      Object named, @Nullable Object worker, @Nullable Method method) {
    HookHandler current = Hooks.handler();
    if (current == null || !Hooks.isOn(Operation.AGENT)) {
      return null;
    }
    CallGuard guard = CallGuard.current();
    AgentRun innermost = guard.run();
    String work = worker == null ? null : typeOf(worker.getClass());
    if (guard.isSuspended()
        || (method != null && work != null && innermost != null && innermost.isOf(work))) {
      return null;
    }
    Object begun = begin(current, guard, named, worker, method, work);
    if (begun instanceof Refusal refusal) {
      throw new TaskRefusedException(refusal);
    }
    return begun;
  }

  /** A proxy is known by the first interface that it stands for. */
  private static String typeOf(Class<?> type) {
    Class<?>[] interfaces = type.getInterfaces();
    return Proxy.isProxyClass(type) && interfaces.length > 0
        ? interfaces[0].getName()
        : type.getName();
  }

  private static @Nullable Object begin(
      HookHandler current,
      CallGuard guard,
      Object named,
      @Nullable Object worker,
      @Nullable Method method,
      @Nullable String work) {
    guard.suspend();
    try {
      String agent = current.nameOfAgent(named, worker, method);
      if (agent == null || isWorkOf(agent, current, guard.account())) {
        return null;
      }
      return AgentRun.begin(current, guard, agent, work);
    } catch (Throwable failure) {
      Hooks.report(current, Operation.AGENT, failure);
      return null;
    } finally {
      guard.resume();
    }
  }

  /**
   * The agent's work begins when what it returns is subscribed to, and is over when that is.
   *
   * @return what to give the host instead
   */
  public static @Nullable Object reactive(Object named, @Nullable Object source) {
    return ReactiveSource.of(source, named);
  }

  private static @Nullable Object begin(HookHandler current, CallGuard guard, String method) {
    guard.suspend();
    try {
      String agent = current.agentOfMethod(method);
      if (agent == null || isWorkOf(agent, current, guard.account())) {
        return null;
      }
      return AgentRun.begin(current, guard, agent, method);
    } catch (Throwable failure) {
      Hooks.report(current, Operation.AGENT, failure);
      return null;
    } finally {
      guard.resume();
    }
  }

  /** An agent within itself is the same: its account is the one that is current. */
  private static boolean isWorkOf(String agent, HookHandler current, @Nullable Object account) {
    return account != null
        && JobAccount.plain(current.agent(account, agent)) == JobAccount.plain(account);
  }

  /**
   * Ends a run of a configured method for the thread. The agent's work goes on until the future
   * completes that it has returned, if it has.
   */
  public static void exit(@Nullable Object run, @Nullable Object returned) {
    if (run instanceof AgentRun begun) {
      begun.returned(returned);
    }
  }
}
