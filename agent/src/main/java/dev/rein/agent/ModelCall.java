package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.model.AnswerReader;
import dev.rein.agent.model.ModelRequest;
import dev.rein.agent.model.ModelUsage;
import dev.rein.agent.price.ModelPrice;
import dev.rein.hook.JobAccount;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call of a model on its way: from when its request may go out until its answer has been read,
 * broken off or given up. What it has used is charged once. Any thread; never throws.
 */
final class ModelCall {
  /** Takes what a call has used. */
  interface Settlement {
    /**
     * The call is over.
     *
     * @param usage what it has used; null when it had no answer that uses anything
     */
    void settle(ModelCall call, @Nullable ModelUsage usage);

    /** A client sends the same request once more by itself; this one is another call. */
    void repeated(ModelCall call);

    /** What an answer says about how much more the provider allows. */
    void limits(ModelCall call, Function<String, @Nullable String> header);
  }

  private static final int FIRST_ERROR = 400;

  private final Settlement settlement;
  private final ModelRequest request;
  private final AccountLimits account;
  private final @Nullable JobAccount job;
  private final @Nullable ModelPrice price;
  private final String target;
  private final Reservation reservation;
  private long began;
  private long lastMoved;
  private int status;
  private @Nullable AnswerReader reader;
  private boolean settled;

  /**
   * @param job what it is part of, or null
   * @param price null when none is known
   * @param target where it goes to: scheme, host and port
   * @param now in nanoseconds, of {@link System#nanoTime}
   */
  ModelCall(
      Settlement settlement,
      ModelRequest request,
      AccountLimits account,
      @Nullable JobAccount job,
      @Nullable ModelPrice price,
      String target,
      Reservation reservation,
      long now) {
    this.settlement = settlement;
    this.request = request;
    this.account = account;
    this.job = job;
    this.price = price;
    this.target = target;
    this.reservation = reservation;
    this.began = now;
    this.lastMoved = now;
  }

  ModelRequest request() {
    return request;
  }

  AccountLimits account() {
    return account;
  }

  @Nullable JobAccount job() {
    return job;
  }

  @Nullable ModelPrice price() {
    return price;
  }

  String target() {
    return target;
  }

  Reservation reservation() {
    return reservation;
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
      end(false);
      settled = false;
      began = now;
      settlement.repeated(this);
    }
    status = newStatus;
    lastMoved = now;
    settlement.limits(this, header);
    reader =
        newStatus >= FIRST_ERROR
            ? null
            : new AnswerReader(
                request, header.apply("content-type"), header.apply("content-encoding"), header);
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

  /**
   * There is no more to come.
   *
   * @param complete whether the answer was read to its end
   */
  synchronized void ended(boolean complete) {
    end(complete);
  }

  private void end(boolean complete) {
    AnswerReader current = reader;
    if (settled) {
      return;
    }
    if (current != null && complete) {
      current.end();
    }
    settle(current == null ? null : current.usage());
  }

  private void settle(@Nullable ModelUsage usage) {
    settled = true;
    reader = null;
    settlement.settle(this, usage);
  }
}
