package dev.rein.hook;

import dev.rein.api.IoRefusedException;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Static dispatcher that woven code calls; beside it lie those for one kind of resource each, such
 * as {@link FileHooks}, which end here. Nothing but Rein's own refusals leaves it: whatever else
 * the handler throws is reported to it, and the host's call goes on.
 *
 * <p>A call is bracketed by one of the {@code begin} methods and {@link #end}. What {@code begin}
 * returns, the <em>outcome</em>, is handed to {@code end}: null when the call is not counted, the
 * {@link Operation} it is counted as, or (where the caller cannot be thrown at) a {@link Refusal}.
 */
public final class Hooks {
  /** After so many failures of the handler an operation is not handed to it any more. */
  private static final int MAX_FAILURES = 10;

  private static final AtomicIntegerArray FAILURES =
      new AtomicIntegerArray(Operation.values().length);

  private static volatile @Nullable HookHandler handler;

  /** A bit per {@link Resource#id()}. */
  private static volatile long blocked;

  private Hooks() {}

  /** Sets who judges the calls; null makes every hook a no-op. */
  public static void setHandler(@Nullable HookHandler newHandler) {
    for (int i = 0; i < FAILURES.length(); i++) {
      FAILURES.set(i, 0);
    }
    blocked = 0;
    ContextHooks.reset();
    handler = newHandler;
    OpenFiles.clear();
  }

  /** Who judges the calls, or null when Rein is not at work in this JVM. */
  public static @Nullable HookHandler handler() {
    return handler;
  }

  /** Whether transfers of this resource must ask {@link HookHandler#beforeTransfer} first. */
  public static synchronized void setBlocked(Resource resource, boolean block) {
    blocked = block ? blocked | bit(resource) : blocked & ~bit(resource);
  }

  /** Begins a call that shows a refusal in its own way, by what it returns. */
  public static @Nullable Object begin(Operation operation, @Nullable Object target) {
    return begin(operation, target, true);
  }

  /**
   * The same for a call that may not always be held up.
   *
   * @param mayWait false when the call promises to return at once, or holds a lock of the JDK
   */
  static @Nullable Object begin(Operation operation, @Nullable Object target, boolean mayWait) {
    HookHandler current = handler;
    if (current == null || !isOn(operation)) {
      return null;
    }
    CallGuard guard = CallGuard.current();
    if (!guard.enter(operation)) {
      return null;
    }
    guard.suspend();
    guard.setMayWait(mayWait);
    Refusal refusal = null;
    try {
      refusal = current.before(operation, target, guard.account());
      if (refusal == null && operation.opensFile()) {
        Object unseen = guard.opens(current.opener(guard.account()));
        if (unseen != null) {
          current.closed(unseen);
        }
      }
    } catch (Throwable failure) {
      report(current, operation, failure);
    } finally {
      guard.setMayWait(true);
      guard.resume();
    }
    if (refusal == null) {
      return operation;
    }
    guard.leave(operation);
    return refusal;
  }

  /** Begins a call that may throw any {@link java.io.IOException}. */
  public static @Nullable Object call(Operation operation, @Nullable Object target)
      throws IoRefusedException {
    Object outcome = begin(operation, target);
    if (outcome instanceof Refusal refusal) {
      throw new IoRefusedException(refusal);
    }
    return outcome;
  }

  /** The exception for a refused call, or null when the outcome is no refusal. */
  public static @Nullable IoRefusedException refusal(@Nullable Object outcome) {
    return outcome instanceof Refusal refusal ? new IoRefusedException(refusal) : null;
  }

  /** Ends a call. */
  public static void end(@Nullable Object outcome, @Nullable Object result, boolean happened) {
    if (outcome instanceof Operation operation) {
      CallGuard guard = CallGuard.current();
      guard.leave(operation);
      // A call that fails when it has its descriptor leaves the file open.
      boolean opened = !happened && operation.opensFile() && guard.takeOpener() == null;
      complete(operation, result, happened || opened, guard.account());
    }
  }

  /**
   * Ends a call on whichever thread.
   *
   * @param account the one that was charged when the call began
   */
  static void complete(
      Operation operation, @Nullable Object result, boolean happened, @Nullable Object account) {
    HookHandler current = handler;
    if (current == null) {
      return;
    }
    CallGuard guard = CallGuard.current();
    guard.suspend();
    try {
      current.after(operation, result, happened, account);
    } catch (Throwable failure) {
      report(current, operation, failure);
    } finally {
      guard.resume();
    }
  }

  /** The JVM begins work of its own on this thread, such as loading a class. */
  public static void beginJvmWork() {
    CallGuard.current().suspend();
  }

  /** Ends {@link #beginJvmWork()}. */
  public static void endJvmWork() {
    CallGuard.current().resume();
  }

  /** Before bytes of this resource move; {@link #isBlocked} has said that it must be asked. */
  static void askBeforeTransfer(Resource resource, @Nullable Object target)
      throws IoRefusedException {
    IoRefusedException refusal = refusal(askBeforeTransfer(resource, target, true));
    if (refusal != null) {
      throw refusal;
    }
  }

  /** The same for a transfer that may not always be held up; returns why it must not happen. */
  static @Nullable Refusal askBeforeTransfer(
      Resource resource, @Nullable Object target, boolean mayWait) {
    HookHandler current = handler;
    if (current == null) {
      return null;
    }
    CallGuard guard = CallGuard.current();
    guard.suspend();
    guard.setMayWait(mayWait);
    try {
      return current.beforeTransfer(resource, target, guard.account());
    } catch (Throwable failure) {
      report(current, Operation.TRANSFER, failure);
      return null;
    } finally {
      guard.setMayWait(true);
      guard.resume();
    }
  }

  /** Whether a transfer of this resource must be asked for. */
  static boolean isBlocked(Resource resource) {
    return (blocked & bit(resource)) != 0;
  }

  /** Bytes have moved that are the host's. */
  static void count(HookHandler current, Resource resource, long bytes) {
    if (!isOn(Operation.TRANSFER)) {
      return;
    }
    try {
      current.transferred(resource, bytes, ContextHooks.account());
    } catch (Throwable failure) {
      report(current, Operation.TRANSFER, failure);
    }
  }

  /** Bytes have moved over the network that are the host's, to or from a peer. */
  static void count(HookHandler current, Resource resource, long bytes, @Nullable Object peer) {
    if (!isOn(Operation.TRANSFER)) {
      return;
    }
    try {
      current.transferred(resource, bytes, ContextHooks.account(), peer);
    } catch (Throwable failure) {
      report(current, Operation.TRANSFER, failure);
    }
  }

  /** Whether an operation is still handed to the handler. */
  static boolean isOn(Operation operation) {
    return FAILURES.get(operation.ordinal()) < MAX_FAILURES;
  }

  static long bit(Resource resource) {
    return 1L << resource.id();
  }

  static void report(HookHandler current, Operation operation, Throwable failure) {
    boolean off = FAILURES.incrementAndGet(operation.ordinal()) == MAX_FAILURES;
    CallGuard guard = CallGuard.current();
    guard.suspend();
    try {
      current.failed(operation, failure, off);
    } catch (Throwable ignored) {
      // A handler that cannot even report is the handler's loss, not the host's.
    } finally {
      guard.resume();
    }
  }
}
