package dev.rein.hook;

import dev.rein.api.FileRefusedException;
import dev.rein.api.IoRefusedException;
import dev.rein.api.PathRefusedException;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import dev.rein.api.TaskRefusedException;
import java.io.File;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Static dispatcher that woven code calls. Nothing but Rein's own refusals leaves it: whatever else
 * the handler throws is reported to it, and the host's call goes on.
 *
 * <p>A call is bracketed by one of the {@code begin} methods and {@link #end}. What {@code begin}
 * returns, the <em>outcome</em>, is handed to {@code end}: null when the call is not counted, the
 * {@link Operation} it is counted as, or (where the caller cannot be thrown at) a {@link Refusal}.
 */
public final class Hooks {
  /** After so many failures of the handler an operation is not handed to it any more. */
  private static final int MAX_FAILURES = 10;

  /** The other end of a transfer, whose path is not at hand; it is the host's, as far as known. */
  private static final String UNKNOWN_FILE = "";

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
    handler = newHandler;
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
    HookHandler current = handler;
    if (current == null || FAILURES.get(operation.ordinal()) >= MAX_FAILURES) {
      return null;
    }
    CallGuard guard = CallGuard.current();
    if (!guard.enter(operation)) {
      return null;
    }
    guard.suspend();
    Refusal refusal = null;
    try {
      refusal = current.before(operation, target);
    } catch (Throwable failure) {
      report(current, operation, failure);
    } finally {
      guard.resume();
    }
    if (refusal == null) {
      return operation;
    }
    guard.leave(operation);
    return refusal;
  }

  /** Begins a call of {@code java.io}, or of {@code java.nio.file}, on a path. */
  public static @Nullable Object beginFile(Operation operation, @Nullable String path) {
    if (path == null || handler == null) {
      return null;
    }
    Operation actual = operation;
    if (operation == Operation.FILE_READ) {
      if (CallGuard.current().isSuspended()) {
        Exemptions.addClassPathFile(path);
        return null;
      }
      if (Exemptions.isJvmsOwn(path)) {
        return null;
      }
    } else if (operation == Operation.FILE_WRITE) {
      actual = new File(path).exists() ? Operation.FILE_MODIFY : Operation.FILE_CREATE;
    } else if (operation == Operation.FILE_UPDATE && !new File(path).exists()) {
      actual = Operation.FILE_CREATE;
    }
    return begin(actual, path);
  }

  /** Begins an open through {@code java.io}. */
  public static @Nullable Object openFile(Operation operation, @Nullable String path)
      throws FileRefusedException {
    Object outcome = beginFile(operation, path);
    if (outcome instanceof Refusal refusal) {
      throw new FileRefusedException(String.valueOf(path), refusal);
    }
    return outcome;
  }

  /** Begins the creation of an empty file through {@code java.io}. */
  public static @Nullable Object createFile(String path) throws IoRefusedException {
    Object outcome = beginFile(Operation.FILE_CREATE, path);
    if (outcome instanceof Refusal refusal) {
      throw new IoRefusedException(refusal);
    }
    return outcome;
  }

  /** Begins an operation of a {@code java.nio.file} provider. */
  public static @Nullable Object onPath(Operation operation, @Nullable Object path)
      throws PathRefusedException {
    String name = path == null ? null : path.toString();
    Object outcome = beginFile(operation, name);
    if (outcome instanceof Refusal refusal) {
      throw new PathRefusedException(String.valueOf(name), refusal);
    }
    return outcome;
  }

  /** Begins an open by a {@code java.nio.file} provider. */
  public static @Nullable Object openPath(@Nullable Object path, @Nullable Set<?> options)
      throws PathRefusedException {
    if (options == null) {
      return null;
    }
    boolean write =
        options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
    if (!write) {
      return onPath(Operation.FILE_READ, path);
    }
    boolean read = options.contains(StandardOpenOption.READ);
    return onPath(read ? Operation.FILE_UPDATE : Operation.FILE_WRITE, path);
  }

  /** Ends a copy, whose bytes pass every channel by. */
  public static void endCopy(
      @Nullable Object outcome, @Nullable Object source, @Nullable Object copy, boolean happened) {
    end(outcome, null, happened);
    if (happened && outcome != null && source != null && copy != null) {
      long bytes = new File(copy.toString()).length();
      transferred(Resource.FILE_BYTES_READ, source.toString(), bytes);
      transferred(Resource.FILE_BYTES_WRITTEN, copy.toString(), bytes);
    }
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

  /** Begins the start of a thread. */
  public static @Nullable Object startThread(Operation operation, Thread thread) {
    if (handler == null || Exemptions.isHousekeeping(thread)) {
      return null;
    }
    Object outcome = begin(operation, thread);
    if (outcome instanceof Refusal refusal) {
      throw new TaskRefusedException(refusal);
    }
    return outcome;
  }

  /** Ends a call. */
  public static void end(@Nullable Object outcome, @Nullable Object result, boolean happened) {
    if (outcome instanceof Operation operation) {
      CallGuard.current().leave(operation);
      complete(operation, result, happened);
    }
  }

  /**
   * Ends the call that sends an asynchronous HTTP request; the request itself ends with its future.
   *
   * @return the future for the caller: a failed one when the request was refused
   */
  public static <T> @Nullable CompletableFuture<T> endSend(
      @Nullable Object outcome, @Nullable CompletableFuture<T> future) {
    if (outcome instanceof Refusal refusal) {
      return CompletableFuture.failedFuture(new IoRefusedException(refusal));
    }
    if (outcome instanceof Operation operation) {
      CallGuard.current().leave(operation);
      if (future == null) {
        complete(operation, null, false);
      } else {
        CompletableFuture<T> unused = future.whenComplete(new HttpCompletion());
      }
    }
    return future;
  }

  static void complete(Operation operation, @Nullable Object result, boolean happened) {
    HookHandler current = handler;
    if (current == null) {
      return;
    }
    CallGuard guard = CallGuard.current();
    guard.suspend();
    try {
      current.after(operation, result, happened);
    } catch (Throwable failure) {
      report(current, operation, failure);
    } finally {
      guard.resume();
    }
  }

  /** A platform thread is about to end; called on that thread. */
  public static void threadEnding(Thread thread) {
    HookHandler current = handler;
    if (current != null
        && !CallGuard.current().isSuspended()
        && !Exemptions.isHousekeeping(thread)) {
      try {
        current.threadEnded();
      } catch (Throwable failure) {
        report(current, Operation.THREAD_START, failure);
      }
    }
  }

  /** Whether a live platform thread counts as the host's. */
  public static boolean isHostThread(Thread thread) {
    return !Exemptions.isHousekeeping(thread);
  }

  /** A library of the JDK has made a thread for its own work; its start is not charged. */
  public static void madeByLibrary(@Nullable Thread thread) {
    if (thread != null) {
      Exemptions.addLibraryThread(thread);
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

  /** Before bytes move to or from a file. */
  public static void beforeTransfer(Resource resource, @Nullable String path)
      throws IoRefusedException {
    if ((blocked & bit(resource)) != 0) {
      askBeforeTransfer(resource, path);
    }
  }

  private static void askBeforeTransfer(Resource resource, @Nullable String path)
      throws IoRefusedException {
    HookHandler current = handler;
    CallGuard guard = CallGuard.current();
    if (current == null || guard.isSuspended() || isNotCharged(path)) {
      return;
    }
    guard.suspend();
    Refusal refusal = null;
    try {
      refusal = current.beforeTransfer(resource);
    } catch (Throwable failure) {
      report(current, Operation.FILE_READ, failure);
    } finally {
      guard.resume();
    }
    if (refusal != null) {
      throw new IoRefusedException(refusal);
    }
  }

  /**
   * Bytes have moved to or from a file.
   *
   * @param path of the file; null for a pipe, a terminal or the like, which is not charged
   */
  public static void transferred(Resource resource, @Nullable String path, long bytes) {
    HookHandler current = handler;
    if (bytes <= 0
        || current == null
        || isNotCharged(path)
        || !CallGuard.current().countsBytes(bit(resource))) {
      return;
    }
    try {
      current.transferred(resource, bytes);
    } catch (Throwable failure) {
      report(current, Operation.FILE_READ, failure);
    }
  }

  /**
   * Begins a transfer between channels, which may or may not read and write by its own methods.
   *
   * @param resource what the transfer does to the file at {@code path}
   * @param peerIsFile whether the other end is a file too
   * @return what to hand to {@link #endTransfer}
   */
  public static long beginTransfer(Resource resource, @Nullable String path, boolean peerIsFile)
      throws IoRefusedException {
    beforeTransfer(resource, path);
    long resources = bit(resource);
    if (peerIsFile) {
      Resource other = opposite(resource);
      beforeTransfer(other, UNKNOWN_FILE);
      resources |= bit(other);
    }
    return CallGuard.current().beginTransfer(resources);
  }

  /**
   * Ends a transfer between channels.
   *
   * @param before what {@link #beginTransfer} returned
   */
  public static void endTransfer(
      long before, Resource resource, @Nullable String path, boolean peerIsFile, long bytes) {
    CallGuard.current().endTransfer(before);
    transferred(resource, path, bytes);
    if (peerIsFile) {
      transferred(opposite(resource), UNKNOWN_FILE, bytes);
    }
  }

  private static Resource opposite(Resource resource) {
    return resource == Resource.FILE_BYTES_READ
        ? Resource.FILE_BYTES_WRITTEN
        : Resource.FILE_BYTES_READ;
  }

  private static long bit(Resource resource) {
    return 1L << resource.id();
  }

  private static boolean isNotCharged(@Nullable String path) {
    return path == null || Exemptions.isJvmsOwn(path);
  }

  private static void report(HookHandler current, Operation operation, Throwable failure) {
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
