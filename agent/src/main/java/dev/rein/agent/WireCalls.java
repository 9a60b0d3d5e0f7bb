package dev.rein.agent;

import dev.rein.api.Refusal;
import dev.rein.hook.HttpStep;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls of models whose messages are seen on the wire, on Netty's threads. Those of Reactor
 * Netty begin here too: when their requests are counted, it is not known yet what they send.
 */
final class WireCalls {
  private final ModelCalls models;
  private final ObservedBodies bodies;
  private final HttpExchanges exchanges;
  private final Accounts accounts;

  /** Who pays for what goes out on Reactor Netty's channels. */
  private final Map<IdentityKey, Object> payers = new ConcurrentHashMap<>();

  private final ReferenceQueue<Object> forgotten = new ReferenceQueue<>();

  WireCalls(ModelCalls models, ObservedBodies bodies, HttpExchanges exchanges, Accounts accounts) {
    this.models = models;
    this.bodies = bodies;
    this.exchanges = exchanges;
    this.accounts = accounts;
  }

  /** A step of a request; see {@link dev.rein.hook.HookHandler#onHttp}. */
  @Nullable Refusal on(HttpStep step, Object part, @Nullable Object content) {
    switch (step) {
      case CONNECTED -> {
        if (content != null) {
          setPayer(LibraryObject.of(content).at("channel").target(), exchanges.accountOf(part));
        }
      }
      case BEGIN_ON_WIRE -> {
        if (content != null
            && HttpRequests.isRequestMessage(content)
            && HttpRequests.isReactors(part)) {
          return begin(part, content);
        }
      }
      case ANSWERED -> bodies.answered(part, content);
      case FAILED -> bodies.failed(part);
      case BEGIN, ANSWERING, ENDED -> {}
    }
    return null;
  }

  private @Nullable Refusal begin(Object part, Object message) {
    Object channel = LibraryObject.of(part).at("channel").target();
    Object account = payers.get(new IdentityKey(channel, null));
    Object begun = models.begin(message, accounts.of(account), account);
    if (begun instanceof Refusal refusal) {
      return refusal;
    }
    bodies.begin(HttpRequests.wireKey(part), begun);
    return null;
  }

  /** A channel is used again, for other requests. */
  private void setPayer(Object channel, @Nullable Object account) {
    for (Reference<?> key = forgotten.poll(); key != null; key = forgotten.poll()) {
      payers.remove((IdentityKey) key);
    }
    if (account != null) {
      payers.put(new IdentityKey(channel, forgotten), account);
    } else if (!payers.isEmpty()) {
      payers.remove(new IdentityKey(channel, null));
    }
  }
}
