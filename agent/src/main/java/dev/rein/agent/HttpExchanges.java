package dev.rein.agent;

import dev.rein.api.Refusal;
import dev.rein.hook.HttpStep;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP requests under way that no single call waits for. Kept by an object of the client's,
 * weakly: a request that a client forgets without a word ends when that object is collected.
 */
final class HttpExchanges {
  /** Charges requests and hears how they end. */
  interface Listener {
    /**
     * A request is about to go out.
     *
     * @param key what it is known by
     */
    @Nullable Refusal begin(Object key, Object request, @Nullable Object account);

    void end(String address, HttpAnswer answer, @Nullable Object account);
  }

  private final Map<IdentityKey, Exchange> underWay = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> forgotten = new ReferenceQueue<>();
  private final Listener listener;

  HttpExchanges(Listener listener) {
    this.listener = listener;
  }

  /** A step of a request; see {@link dev.rein.hook.HookHandler#onHttp}. */
  @Nullable Refusal on(
      HttpStep step, Object part, @Nullable Object content, @Nullable Object account) {
    if (step == HttpStep.BEGIN_ON_WIRE
        && (content == null || !HttpRequests.isRequestMessage(content))) {
      return null;
    }
    boolean begins = step == HttpStep.BEGIN || step == HttpStep.BEGIN_ON_WIRE;
    if (underWay.isEmpty() && !begins) {
      return null;
    }
    Object object = HttpRequests.key(part);
    if (object == null) {
      return null;
    }
    if (begins) {
      Object request = content == null ? part : content;
      return begin(object, request, account, step == HttpStep.BEGIN_ON_WIRE);
    }
    IdentityKey key = new IdentityKey(object, null);
    Exchange exchange = underWay.get(key);
    if (exchange != null) {
      go(step, key, exchange, content);
    }
    return null;
  }

  /** Who pays for a request under way; null when it is the JVM, or there is no such request. */
  @Nullable Object accountOf(Object part) {
    Exchange exchange = underWay.get(new IdentityKey(part, null));
    return exchange == null ? null : exchange.account();
  }

  private @Nullable Refusal begin(
      Object object, Object request, @Nullable Object account, boolean onWire) {
    prune();
    IdentityKey key = new IdentityKey(object, forgotten);
    Exchange running = underWay.get(key);
    if (running != null && !onWire) {
      running.begun();
      return null;
    }
    Refusal refusal = listener.begin(object, request, account);
    if (refusal == null) {
      String address = Targets.describe(request);
      underWay.computeIfAbsent(key, unused -> new Exchange(address, account, onWire)).begun();
    }
    return refusal;
  }

  private void go(HttpStep step, IdentityKey key, Exchange exchange, @Nullable Object content) {
    switch (step) {
      case ANSWERING -> exchange.answer(HttpAnswers.read(content, true));
      case ENDED -> {
        if (exchange.ended() == 0) {
          finish(key, exchange.answer());
        }
      }
      case ANSWERED -> {
        HttpAnswer answer = HttpAnswers.read(content, true);
        if (!answer.isInterim()) {
          answered(key, exchange, answer);
        }
      }
      case FAILED -> finish(key, HttpAnswer.FAILED);
      case CONNECTED -> {}
      case BEGIN, BEGIN_ON_WIRE -> throw new IllegalArgumentException(step.name());
    }
  }

  private void answered(IdentityKey key, Exchange exchange, HttpAnswer answer) {
    if (!exchange.isOnWire()) {
      finish(key, answer);
    } else if (exchange.ended() >= 0) {
      // The connection stays, for the next of its requests.
      listener.end(exchange.address(), answer, exchange.account());
    }
  }

  private void finish(IdentityKey key, HttpAnswer answer) {
    Exchange exchange = underWay.remove(key);
    if (exchange != null) {
      for (int left = exchange.isOnWire() ? exchange.left() : 1; left > 0; left--) {
        listener.end(exchange.address(), answer, exchange.account());
      }
    }
  }

  /** Ends the requests that their clients have forgotten. */
  void prune() {
    for (Reference<?> key = forgotten.poll(); key != null; key = forgotten.poll()) {
      finish((IdentityKey) key, HttpAnswer.FAILED);
    }
  }

  /** One request, or those of one connection. Holds nothing of the client's. */
  private static final class Exchange {
    private final String address;
    private final @Nullable Object account;
    private final boolean onWire;
    private int left;
    private HttpAnswer answer = HttpAnswer.FAILED;

    Exchange(String address, @Nullable Object account, boolean onWire) {
      this.address = address;
      this.account = account;
      this.onWire = onWire;
    }

    String address() {
      return address;
    }

    @Nullable Object account() {
      return account;
    }

    boolean isOnWire() {
      return onWire;
    }

    synchronized void begun() {
      left++;
    }

    /** How many are left now; below zero when there was none. */
    synchronized int ended() {
      return left == 0 ? -1 : --left;
    }

    synchronized int left() {
      return left;
    }

    synchronized void answer(HttpAnswer last) {
      answer = last;
    }

    synchronized HttpAnswer answer() {
      return answer;
    }
  }
}
