package dev.rein.api;

import java.io.IOException;

/** A refused HTTP request, process start, read or write. */
public final class IoRefusedException extends IOException implements LimitExceeded {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  public IoRefusedException(Refusal refusal) {
    super(refusal.message());
    this.refusal = refusal;
  }

  @Override
  public Refusal refusal() {
    return refusal;
  }
}
