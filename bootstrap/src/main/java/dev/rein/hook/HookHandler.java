package dev.rein.hook;

import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Rein does with an intercepted call. Called on the host's threads, with the calling thread's
 * {@link CallGuard} suspended; may throw anything, {@link Hooks} lets the host's call through then.
 */
public abstract class HookHandler {
  /**
   * Before the call: charges it, and waits if a limit says so.
   *
   * @param target what the call is about: a path, a URI, a command, a thread, an address
   * @return why the call must not happen, or null when it may
   */
  public abstract @Nullable Refusal before(Operation operation, @Nullable Object target);

  /**
   * After a call that was let through.
   *
   * @param result what the call gave back, where that says more than that it went well: the
   *     process, the HTTP answer; of a connect or a look-up, what it was about
   * @param happened false when the call failed or did nothing
   */
  public abstract void after(Operation operation, @Nullable Object result, boolean happened);

  /** For whom the calling thread opens a file; kept until the file is closed. Allocates nothing. */
  public abstract Object opener();

  /**
   * A file is closed. On whatever thread closes it, also the collector's.
   *
   * @param opener what {@link #opener} has returned, maybe that of a handler before this
   */
  public abstract void closed(Object opener);

  /** A platform thread that was or would have been counted at its start has ended. */
  public abstract void threadEnded();

  /** Before bytes move, and only while {@link Hooks#setBlocked} says so for this resource. */
  public abstract @Nullable Refusal beforeTransfer(Resource resource);

  /** After bytes have moved. On the hot path: no allocation, no lock. */
  public abstract void transferred(Resource resource, long bytes);

  /**
   * After bytes have moved over the network. On the hot path: no allocation, no lock.
   *
   * @param peer address of the other end: the same object for all transfers of a connection; null
   *     when it is not known
   */
  public abstract void transferred(Resource resource, long bytes, @Nullable Object peer);

  /**
   * This handler has thrown.
   *
   * @param switchedOff true when the operation is not handed to it any more
   */
  public abstract void failed(Operation operation, Throwable failure, boolean switchedOff);

  /**
   * Stops Rein in this JVM: hooks out, waiting callers released, ledger closed, threads ended.
   *
   * @param reason for the ledger
   * @return names of the host's classes that still refer to Rein; empty when all is as it was
   */
  public abstract List<String> shutDown(String reason);

  /** The folder of this JVM's ledger, or null when none is kept. */
  public abstract @Nullable String folder();

  /** A person lets a paused host go on. */
  public abstract void resume();
}
