package dev.rein.hook;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Ends an asynchronous HTTP request when its future does. */
final class HttpCompletion implements BiConsumer<@Nullable Object, @Nullable Throwable> {
  private final @Nullable Object request;
  private final @Nullable Object account;
  private final @Nullable Object exchange;

  /**
   * @param account the one that was charged for the request
   * @param exchange what the handler knows the request by, or null
   */
  HttpCompletion(@Nullable Object request, @Nullable Object account, @Nullable Object exchange) {
    this.request = request;
    this.account = account;
    this.exchange = exchange;
  }

  @Override
  public void accept(@Nullable Object response, @Nullable Throwable failure) {
    HttpHooks.complete(request, response, failure == null, account, exchange);
  }
}
