package dev.rein.hook;

import org.jspecify.annotations.Nullable;

/**
 * A call of a tool by an agent, under way. Knows the host's objects only as long as the call is on
 * its thread's stack.
 */
final class ToolCall implements Work {
  private final CallGuard guard;
  private final String tool;
  private final @Nullable Object account;
  private final @Nullable ToolCall outer;
  private final long began = System.nanoTime();
  private @Nullable Object named;
  private @Nullable Object arguments;
  private boolean hasFailed;
  private boolean over;

  ToolCall(CallGuard guard, String tool, @Nullable Object named, @Nullable Object arguments) {
    this.guard = guard;
    this.tool = tool;
    this.named = named;
    this.arguments = arguments;
    this.account = guard.account();
    this.outer = guard.tool();
  }

  /** Whether one layer of a framework hands this call to the next. */
  boolean is(@Nullable Object otherNamed, @Nullable Object otherArguments) {
    return named == otherNamed && arguments == otherArguments;
  }

  /** The tool has failed, though the call may return. */
  void hasFailed() {
    hasFailed = true;
  }

  @Override
  public @Nullable Object account() {
    return account;
  }

  @Override
  public @Nullable Object parent() {
    return account;
  }

  @Override
  public void leftThread() {
    named = null;
    arguments = null;
    if (guard.tool() == this && guard == CallGuard.current()) {
      guard.setTool(outer);
    }
  }

  @Override
  public void over(boolean failed) {
    HookHandler current = Hooks.handler();
    if (!isFirst() || current == null) {
      return;
    }
    CallGuard own = CallGuard.current();
    own.suspend();
    try {
      current.afterTool(tool, failed || hasFailed, System.nanoTime() - began, account);
    } catch (Throwable failure) {
      Hooks.report(current, Operation.TOOL, failure);
    } finally {
      own.resume();
    }
  }

  private synchronized boolean isFirst() {
    boolean first = !over;
    over = true;
    return first;
  }
}
