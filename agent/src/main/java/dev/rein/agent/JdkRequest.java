package dev.rein.agent;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A request of the JDK's own client. */
final class JdkRequest implements OutgoingRequest {
  private static final String PUBLISHERS = "jdk.internal.net.http.RequestPublishers$";

  /** Give the same each time they are asked, at once and on the caller's thread. */
  private static final Set<String> REPEATABLE =
      Set.of(
          PUBLISHERS + "ByteArrayPublisher",
          PUBLISHERS + "StringPublisher",
          PUBLISHERS + "EmptyPublisher");

  private final HttpRequest request;

  JdkRequest(HttpRequest request) {
    this.request = request;
  }

  @Override
  public String method() {
    return request.method();
  }

  @Override
  public URI uri() {
    return request.uri();
  }

  @Override
  public long bodyLength() {
    HttpRequest.BodyPublisher body = request.bodyPublisher().orElse(null);
    return body == null ? 0 : body.contentLength();
  }

  @Override
  public @Nullable ByteBuffer body() {
    HttpRequest.BodyPublisher body = request.bodyPublisher().orElse(null);
    if (body == null
        || !REPEATABLE.contains(body.getClass().getName())
        || body.contentLength() > OutgoingRequests.LARGEST_BODY) {
      return null;
    }
    Copy copy = new Copy((int) body.contentLength());
    body.subscribe(copy);
    return copy.isWhole ? copy.content.flip() : null;
  }

  /** Takes all that a publisher gives. */
  private static final class Copy implements Flow.Subscriber<ByteBuffer> {
    private final ByteBuffer content;
    private boolean isWhole;

    Copy(int length) {
      this.content = ByteBuffer.allocate(length);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer part) {
      content.put(part);
    }

    @Override
    public void onError(Throwable failure) {
      // Then it is not whole.
    }

    @Override
    public void onComplete() {
      isWhole = !content.hasRemaining();
    }
  }
}
