package dev.rein.agent;

import dev.rein.hook.CallGuard;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Has the answer to a request of the JDK's client go where the host wants it, by the same calls
 * with the same buffers, and a model call look at it on the way.
 *
 * @param <T> what the host makes of the answer
 */
final class ObservingHandler<T> implements BodyHandler<T> {
  private final BodyHandler<T> host;
  private final ModelCall call;

  private ObservingHandler(BodyHandler<T> host, ModelCall call) {
    this.host = host;
    this.call = call;
  }

  /** One around what the host has given to the client; that itself when it is something else. */
  static Object around(Object receiver, ModelCall call) {
    return receiver instanceof BodyHandler<?> host ? new ObservingHandler<>(host, call) : receiver;
  }

  @Override
  public BodySubscriber<T> apply(ResponseInfo info) {
    CallGuard.suspendCurrent();
    try {
      HttpHeaders headers = info.headers();
      call.answered(info.statusCode(), name -> headers.firstValue(name).orElse(null));
    } finally {
      CallGuard.resumeCurrent();
    }
    return new Observer<>(host.apply(info), call);
  }

  private static final class Observer<T> implements BodySubscriber<T>, Flow.Subscription {
    private final BodySubscriber<T> host;
    private final ModelCall call;
    private volatile Flow.@Nullable Subscription subscription;

    Observer(BodySubscriber<T> host, ModelCall call) {
      this.host = host;
      this.call = call;
    }

    @Override
    public CompletionStage<T> getBody() {
      return host.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription upstream) {
      subscription = upstream;
      host.onSubscribe(this);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
      CallGuard.suspendCurrent();
      try {
        for (ByteBuffer part : parts) {
          call.read(part.duplicate());
        }
      } finally {
        CallGuard.resumeCurrent();
      }
      host.onNext(parts);
    }

    @Override
    public void onError(Throwable failure) {
      end();
      host.onError(failure);
    }

    @Override
    public void onComplete() {
      end();
      host.onComplete();
    }

    @Override
    public void request(long count) {
      Flow.Subscription upstream = subscription;
      if (upstream != null) {
        upstream.request(count);
      }
    }

    @Override
    public void cancel() {
      end();
      Flow.Subscription upstream = subscription;
      if (upstream != null) {
        upstream.cancel();
      }
    }

    private void end() {
      CallGuard.suspendCurrent();
      try {
        call.end();
      } finally {
        CallGuard.resumeCurrent();
      }
    }
  }
}
