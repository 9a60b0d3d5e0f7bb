package dev.rein.hook;

import dev.rein.api.IoRefusedException;
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
   * @param target what the call is about: a path, a URI, a command, a thread
   * @return why the call must not happen, or null when it may
   */
  public abstract @Nullable Refusal before(Operation operation, @Nullable Object target);

  /**
   * After a call that was let through.
   *
   * @param result what the call gave back, where that says more than that it went well: the
   *     process, the HTTP answer
   * @param happened false when the call failed or did nothing
   */
  public abstract void after(Operation operation, @Nullable Object result, boolean happened);

  /**
   * After an HTTP request that a call or a future has waited for.
   *
   * @param request what the request was begun with
   * @param answer the client's answer, or null when there is none
   * @param happened false when the request failed
   */
  public abstract void answered(
      @Nullable Object request, @Nullable Object answer, boolean happened);

  /**
   * A step of an HTTP request that goes on elsewhere than in the call that sends it.
   *
   * @param part an object of the client's that leads to the request's key, or is it
   * @param content the request at its begin, else the answer
   * @return why the request must not begin, or null
   */
  public abstract @Nullable Refusal onHttp(HttpStep step, Object part, @Nullable Object content);

  /**
   * Has a client fail a request as it fails others, where what is thrown would not reach the
   * caller. Called with the guard not suspended: the host's own code hears of it.
   *
   * @param failing the client's object to be told
   */
  public abstract void fail(@Nullable Object failing, IoRefusedException refusal) throws Exception;

  /** A platform thread that was or would have been counted at its start has ended. */
  public abstract void threadEnded();

  /** Before bytes move, and only while {@link Hooks#setBlocked} says so for this resource. */
  public abstract @Nullable Refusal beforeTransfer(Resource resource);

  /** After bytes have moved. On the hot path: no allocation, no lock. */
  public abstract void transferred(Resource resource, long bytes);

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
