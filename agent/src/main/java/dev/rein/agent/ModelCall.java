package dev.rein.agent;

import dev.rein.agent.model.AnswerReader;
import dev.rein.agent.model.ModelRequest;
import dev.rein.agent.model.ModelUsage;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call of a model on its way: from when its request may go out until its answer has been read,
 * broken off or given up. What it has used is told once. Any thread; never throws.
 */
final class ModelCall {
  /** Hears how a call goes. */
  interface Settlement {
    /** An answer has begun; gives its headers by their names, whatever their case, or null. */
    void answered(Function<String, @Nullable String> header);

    /** The call is over, and has used this. */
    void settle(ModelCall call, ModelUsage usage);

    /** A client sends the same request once more by itself, which is another call. */
    void repeated(ModelCall call);

    /** The request did not go out. */
    void withdrawn(ModelCall call);
  }

  private final Settlement settlement;
  private final ModelRequest request;
  private long began;
  private long lastMoved;
  private int status;
  private @Nullable AnswerReader reader;
  private boolean settled;

  /**
   * @param now in nanoseconds, of {@link System#nanoTime}
   */
  ModelCall(Settlement settlement, ModelRequest request, long now) {
    this.settlement = settlement;
    this.request = request;
    this.began = now;
    this.lastMoved = now;
  }

  ModelRequest request() {
    return request;
  }

  /** Of the answer; 0 when there is none. */
  synchronized int status() {
    return status;
  }

  synchronized long began() {
    return began;
  }

  /** When something was last seen of it. */
  synchronized long lastMoved() {
    return lastMoved;
  }

  /**
   * An answer has begun. A second one is that of the same request sent once more, by a client that
   * tries again by itself.
   *
   * @param header gives an answer's header by its name, whatever its case, or null
   */
  synchronized void answered(int newStatus, Function<String, @Nullable String> header) {
    long now = System.nanoTime();
    if (status != 0) {
      end();
      settled = false;
      began = now;
      settlement.repeated(this);
    }
    status = newStatus;
    lastMoved = now;
    settlement.answered(header);
    reader =
        new AnswerReader(
            request,
            newStatus,
            header.apply("content-type"),
            header.apply("content-encoding"),
            header);
  }

  /**
   * The host reads these bytes of the answer, as they came over the network.
   *
   * @param bytes a view of its own, which is consumed
   */
  synchronized void read(ByteBuffer bytes) {
    AnswerReader current = reader;
    if (current == null || settled) {
      return;
    }
    lastMoved = System.nanoTime();
    current.read(bytes);
    if (current.isDone()) {
      settle(current.usage());
    }
  }

  /** Something else has refused the request. */
  synchronized void withdraw() {
    settled = true;
    settlement.withdrawn(this);
  }

  /** There is no more to come, whether that is all or not. */
  synchronized void end() {
    AnswerReader current = reader;
    if (settled) {
      return;
    }
    if (current != null) {
      current.end();
    }
    settle(current == null ? ModelUsage.none(request) : current.usage());
  }

  private void settle(ModelUsage usage) {
    settled = true;
    reader = null;
    settlement.settle(this, usage);
  }
}
