package dev.rein.hook;

import dev.rein.api.Refusal;
import dev.rein.api.TaskRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * What the methods call by which frameworks let an agent use a tool. Each call is charged once, by
 * the outermost method that is given the same objects. What the arguments are is not kept.
 */
public final class ToolHooks {
  private ToolHooks() {}

  /**
   * Begins a call.
   *
   * @param named what the framework knows the tool by, or its name
   * @param arguments null when {@code named} has them
   * @return what to hand to {@link #exit}: a {@link Refusal} when the call must not be made
   */
  public static @Nullable Object enter(@Nullable Object named, @Nullable Object arguments) {
    HookHandler current = Hooks.handler();
    if (current == null || named == null || !Hooks.isOn(Operation.TOOL)) {
      return null;
    }
    CallGuard guard = CallGuard.current();
    ToolCall around = guard.tool();
    if (guard.isSuspended() || (around != null && around.is(named, arguments))) {
      return null;
    }
    guard.suspend();
    try {
      return begin(current, guard, named, arguments);
    } catch (Throwable failure) {
      Hooks.report(current, Operation.TOOL, failure);
      return null;
    } finally {
      guard.resume();
    }
  }

  private static @Nullable Object begin(
      HookHandler current, CallGuard guard, Object named, @Nullable Object arguments) {
    String tool = current.nameOfTool(named);
    if (tool == null) {
      return null;
    }
    int hash = current.hashOfArguments(named, arguments);
    Refusal refusal = current.beforeTool(tool, hash, guard.account());
    if (refusal != null) {
      return refusal;
    }
    ToolCall call = new ToolCall(guard, tool, named, arguments);
    guard.setTool(call);
    return call;
  }

  /**
   * What is to run instead of what runs the tool, so that a refusal is dealt with as a failure.
   *
   * @param outcome what {@link #enter} has returned
   * @return the executor itself unless the call is refused
   */
  public static @Nullable Object executor(@Nullable Object outcome, @Nullable Object executor) {
    if (executor == null || !(outcome instanceof Refusal refusal)) {
      return executor;
    }
    TaskRefusedException refused = new TaskRefusedException(refusal);
    Object standIn = refusedFor(executor, refused);
    if (standIn == null) {
      throw refused;
    }
    return standIn;
  }

  /** What the model is told, where a framework knows no other way for a tool to fail. */
  public static @Nullable String answer(@Nullable Object outcome, @Nullable String answer) {
    return outcome instanceof Refusal refusal
        ? new TaskRefusedException(refusal).getMessage()
        : answer;
  }

  /** The tool that the calling thread is in has failed; the framework may tell the model only. */
  public static void failed() {
    CallGuard guard = CallGuard.current();
    ToolCall call = guard.tool();
    if (call != null && !guard.isSuspended()) {
      call.hasFailed();
    }
  }

  /** Ends a call on the thread that began it. */
  public static void exit(
      @Nullable Object outcome, @Nullable Object returned, @Nullable Throwable thrown) {
    if (outcome instanceof ToolCall call) {
      call.leftThread();
      call.over(thrown != null || isFailure(returned));
    }
  }

  /**
   * The same where the tool's answer comes later.
   *
   * @param named what {@link #enter} was given
   * @param source what the host has been given, null when the call was refused
   * @return what to give the host instead
   */
  public static @Nullable Object exitReactive(
      @Nullable Object outcome, @Nullable Object named, @Nullable Object source) {
    if (outcome instanceof Refusal refusal && named != null) {
      return refusedFor(named, new TaskRefusedException(refusal));
    }
    if (!(outcome instanceof ToolCall call)) {
      return source;
    }
    call.leftThread();
    Object watched = ReactiveSource.of(source, call);
    if (watched == source) {
      call.over(source == null);
    }
    return watched;
  }

  private static boolean isFailure(@Nullable Object returned) {
    HookHandler current = Hooks.handler();
    if (returned == null || current == null) {
      return false;
    }
    CallGuard guard = CallGuard.current();
    guard.suspend();
    try {
      return current.isFailureOfTool(returned);
    } catch (Throwable failure) {
      Hooks.report(current, Operation.TOOL, failure);
      return false;
    } finally {
      guard.resume();
    }
  }

  private static @Nullable Object refusedFor(Object named, TaskRefusedException refused) {
    HookHandler current = Hooks.handler();
    if (current == null) {
      return null;
    }
    CallGuard guard = CallGuard.current();
    guard.suspend();
    try {
      return current.refusedTool(named, refused);
    } catch (Throwable failure) {
      Hooks.report(current, Operation.TOOL, failure);
      return null;
    } finally {
      guard.resume();
    }
  }
}
