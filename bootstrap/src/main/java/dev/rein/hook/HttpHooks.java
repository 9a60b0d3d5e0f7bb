package dev.rein.hook;

import dev.rein.api.IoRefusedException;
import dev.rein.api.Refusal;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What woven code calls about HTTP requests. A request that the calling thread waits for is
 * bracketed by {@link Hooks#call} and {@link #end}. One that goes on elsewhere is told by its
 * parts: each hook on its way has an object at hand that leads to the same <em>key</em>, which
 * tells it from all others.
 */
public final class HttpHooks {
  private static final Operation REQUEST = Operation.HTTP_REQUEST;

  private HttpHooks() {}

  /**
   * Ends a call that has waited for its answer.
   *
   * @param request what the call was begun with
   * @param answer the client's answer, or null when there is none
   */
  public static void end(
      @Nullable Object outcome,
      @Nullable Object request,
      @Nullable Object answer,
      boolean happened) {
    if (outcome instanceof Operation operation) {
      CallGuard guard = CallGuard.current();
      guard.leave(operation);
      complete(request, answer, happened, guard.account(), guard.takeExchange());
    }
  }

  /**
   * Ends the call that sends an asynchronous HTTP request; the request itself ends with its future.
   *
   * @return the future for the caller: a failed one when the request was refused
   */
  public static <T> @Nullable CompletableFuture<T> endSend(
      @Nullable Object outcome, @Nullable Object request, @Nullable CompletableFuture<T> future) {
    if (outcome instanceof Refusal refusal) {
      return CompletableFuture.failedFuture(new IoRefusedException(refusal));
    }
    if (outcome instanceof Operation operation) {
      CallGuard guard = CallGuard.current();
      guard.leave(operation);
      Object exchange = guard.takeExchange();
      if (future == null) {
        complete(request, null, false, guard.account(), exchange);
      } else {
        CompletableFuture<T> unused =
            future.whenComplete(new HttpCompletion(request, guard.account(), exchange));
      }
    }
    return future;
  }

  static void complete(
      @Nullable Object request,
      @Nullable Object answer,
      boolean happened,
      @Nullable Object account,
      @Nullable Object exchange) {
    HookHandler current = Hooks.handler();
    if (current != null) {
      CallGuard guard = CallGuard.current();
      guard.suspend();
      try {
        current.answered(request, answer, happened, account, exchange);
      } catch (Throwable failure) {
        Hooks.report(current, REQUEST, failure);
      } finally {
        guard.resume();
      }
    }
  }

  /**
   * Begins a request that goes on elsewhere, unless it is under way: a client that follows a
   * redirect or tries again comes by here once more.
   */
  public static void begin(@Nullable Object part, @Nullable Object request)
      throws IoRefusedException {
    Refusal refusal = tell(HttpStep.BEGIN, part, request);
    if (refusal != null) {
      throw new IoRefusedException(refusal);
    }
  }

  /**
   * The same where what is thrown would not reach the caller.
   *
   * @param failing the client's object to be told of a refusal
   * @return true when the request is refused, and its client has been told so
   */
  public static boolean isRefused(
      @Nullable Object part, @Nullable Object request, @Nullable Object failing) {
    Refusal refusal = tell(HttpStep.BEGIN, part, request);
    HookHandler current = Hooks.handler();
    if (refusal == null || current == null) {
      return false;
    }
    try {
      current.fail(failing, new IoRefusedException(refusal));
      return true;
    } catch (Throwable failure) {
      Hooks.report(current, REQUEST, failure);
      return false;
    }
  }

  /** A message goes out on a connection, which has one request after the other. */
  public static void beginOnWire(@Nullable Object connection, @Nullable Object message)
      throws IoRefusedException {
    Refusal refusal = tell(HttpStep.BEGIN_ON_WIRE, connection, message);
    if (refusal != null) {
      throw new IoRefusedException(refusal);
    }
  }

  /** A request that was begun has this connection from now on. */
  public static void connected(@Nullable Object part, @Nullable Object connection) {
    Refusal unused = tell(HttpStep.CONNECTED, part, connection);
  }

  /** An answer is there; whether it is the last one of the request, {@link #ended} says. */
  public static void answering(@Nullable Object part, @Nullable Object answer) {
    Refusal unused = tell(HttpStep.ANSWERING, part, answer);
  }

  /** What was begun with {@link #begin}, be it the request or one part of it, is over. */
  public static void ended(@Nullable Object part) {
    Refusal unused = tell(HttpStep.ENDED, part, null);
  }

  /** The request has its answer. */
  public static void answered(@Nullable Object part, @Nullable Object answer) {
    Refusal unused = tell(HttpStep.ANSWERED, part, answer);
  }

  /** The request gets no answer any more; neither does any other on that connection. */
  public static void failed(@Nullable Object part) {
    Refusal unused = tell(HttpStep.FAILED, part, null);
  }

  private static @Nullable Refusal tell(
      HttpStep step, @Nullable Object part, @Nullable Object content) {
    HookHandler current = Hooks.handler();
    if (current == null || part == null || !Hooks.isOn(REQUEST)) {
      return null;
    }
    CallGuard guard = CallGuard.current();
    if (step.isBegin() && guard.isInside(REQUEST)) {
      return null;
    }
    guard.suspend();
    try {
      return current.onHttp(step, part, content, guard.account());
    } catch (Throwable failure) {
      Hooks.report(current, REQUEST, failure);
      return null;
    } finally {
      guard.resume();
    }
  }
}
