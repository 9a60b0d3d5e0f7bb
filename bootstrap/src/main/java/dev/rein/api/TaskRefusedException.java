package dev.rein.api;

import java.util.concurrent.RejectedExecutionException;

/**
 * A refused start of a thread, which an executor hands to the one who submitted the task, or of an
 * agent's work by {@link Rein#agent}.
 */
public final class TaskRefusedException extends RejectedExecutionException
    implements LimitExceeded {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  public TaskRefusedException(Refusal refusal) {
    super(refusal.message());
    this.refusal = refusal;
  }

  @Override
  public Refusal refusal() {
    return refusal;
  }
}
