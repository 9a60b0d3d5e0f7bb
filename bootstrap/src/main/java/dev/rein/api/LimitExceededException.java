package dev.rein.api;

/** A refused {@link Rein#charge}. */
public final class LimitExceededException extends RuntimeException implements LimitExceeded {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  public LimitExceededException(Refusal refusal) {
    super(refusal.message());
    this.refusal = refusal;
  }

  @Override
  public Refusal refusal() {
    return refusal;
  }
}
