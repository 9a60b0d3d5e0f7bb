package dev.rein.agent;

import dev.rein.hook.BodyHooks;
import dev.rein.hook.BodyStep;
import dev.rein.hook.SentRequest;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which call of a model an object of a client's belongs to, such as the stream that the host reads
 * the answer from. Kept weakly: an answer that the host forgets is over.
 */
final class ObservedBodies {
  private final Map<IdentityKey, ModelCall> calls = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> forgotten = new ReferenceQueue<>();

  /** A step in the reading of a body; see {@link dev.rein.hook.HookHandler#onBody}. */
  void on(
      BodyStep step,
      Object body,
      @Nullable Object content,
      int offset,
      int count,
      @Nullable Object exchange) {
    switch (step) {
      case OPENED -> {
        if (exchange instanceof ModelCall call) {
          open(body, content, call);
        }
      }
      case READ -> {
        if (content instanceof byte[] bytes) {
          ModelCall call = find(body);
          if (call != null) {
            call.read(ByteBuffer.wrap(bytes, offset, count));
          }
        } else if (content != null && !calls.isEmpty()) {
          read(HttpRequests.wireKey(body), content, count);
        }
      }
      case ENDED -> {
        ModelCall call = remove(body);
        if (call != null) {
          call.end();
        }
      }
    }
  }

  /**
   * The client's call that sends a request is over.
   *
   * @param request what it was begun with
   * @param answer the client's, or null when there is none
   */
  void callEnded(
      ModelCall call, @Nullable Object request, @Nullable Object answer, boolean happened) {
    if (request instanceof HttpURLConnection && answer == null && happened) {
      // Its request is being written; what asks for the answer is another call.
      put(request, call);
      return;
    }
    AnswerHead head = answer == null ? null : AnswerHead.of(answer);
    if (head == null) {
      call.end();
    } else if (call.status() == 0) {
      // Has no body, or one that nobody could watch.
      call.answered(head.status(), head.header());
      call.end();
    }
  }

  /** The call whose request has been written to a connection that is asked for its answer now. */
  @Nullable ModelCall takeWaiting(@Nullable Object target) {
    return target instanceof SentRequest sent && sent.address() instanceof HttpURLConnection written
        ? remove(written)
        : null;
  }

  private void open(Object body, @Nullable Object answer, ModelCall call) {
    AnswerHead head = answer == null ? null : AnswerHead.of(answer);
    if (head != null && head.isAnswer()) {
      call.answered(head.status(), head.header());
      put(stream(body), call);
    }
  }

  /** Apache's clients have an entity around the stream that the host reads. */
  private static Object stream(Object body) {
    if (body instanceof InputStream) {
      return body;
    }
    LibraryObject object = LibraryObject.of(body);
    return object.is("org.apache.http.HttpEntity")
            || object.is("org.apache.hc.core5.http.HttpEntity")
        ? object.at("getContent").target()
        : body;
  }

  private void read(Object body, Object content, int count) {
    ModelCall call = find(body);
    if (call == null) {
      return;
    }
    ReadPart part = new ReadPart(content);
    ByteBuffer bytes = part.bytes(count);
    if (bytes != null) {
      call.read(bytes);
    }
    // An interim answer has an end too.
    if (part.isLast() && call.status() != 0) {
      ModelCall ended = remove(body);
      if (ended != null) {
        ended.end();
      }
    }
  }

  /**
   * A message goes out on a connection.
   *
   * @param key what its answer will be known by
   * @param begun the call that it makes, if any
   */
  void begin(Object key, @Nullable Object begun) {
    ModelCall former = remove(key);
    if (former != null) {
      former.end();
    }
    if (begun instanceof ModelCall call) {
      put(key, call);
    }
  }

  /** The answer to the message that has gone out on a connection is there, or one before it. */
  void answered(Object part, @Nullable Object answer) {
    if (calls.isEmpty() || answer == null) {
      return;
    }
    ModelCall call = find(HttpRequests.wireKey(part));
    AnswerHead head = call == null ? null : AnswerHead.of(answer);
    if (call != null && head != null && !head.isInterim()) {
      call.answered(head.status(), head.header());
    }
  }

  /** Nothing more comes on a connection. */
  void failed(Object part) {
    ModelCall call = calls.isEmpty() ? null : remove(HttpRequests.wireKey(part));
    if (call != null) {
      call.end();
    }
  }

  /** From now on the object belongs to the call. */
  void put(Object object, ModelCall call) {
    prune();
    calls.put(new IdentityKey(object, forgotten), call);
    BodyHooks.setInUse(true);
  }

  @Nullable ModelCall find(Object object) {
    return calls.isEmpty() ? null : calls.get(new IdentityKey(object, null));
  }

  @Nullable ModelCall remove(Object object) {
    return calls.isEmpty() ? null : remove(new IdentityKey(object, null));
  }

  private @Nullable ModelCall remove(IdentityKey key) {
    ModelCall call = calls.remove(key);
    if (calls.isEmpty()) {
      BodyHooks.setInUse(false);
      // Another may have come between.
      if (!calls.isEmpty()) {
        BodyHooks.setInUse(true);
      }
    }
    return call;
  }

  /** Ends the calls whose answers the host has forgotten. */
  void prune() {
    for (Reference<?> key = forgotten.poll(); key != null; key = forgotten.poll()) {
      ModelCall call = remove((IdentityKey) key);
      if (call != null) {
        call.end();
      }
    }
  }
}
