package dev.rein.api;

import java.util.concurrent.RejectedExecutionException;

/** A refused thread start; an executor hands it to the one who submitted the task. */
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
