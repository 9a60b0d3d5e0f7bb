package dev.rein.hook;

import dev.rein.api.IoRefusedException;
import dev.rein.api.Refusal;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What woven code calls about HTTP requests that are answered later. */
public final class HttpHooks {
  private HttpHooks() {}

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
      CallGuard guard = CallGuard.current();
      guard.leave(operation);
      if (future == null) {
        Hooks.complete(operation, null, false, guard.account());
      } else {
        CompletableFuture<T> unused = future.whenComplete(new HttpCompletion(guard.account()));
      }
    }
    return future;
  }
}
