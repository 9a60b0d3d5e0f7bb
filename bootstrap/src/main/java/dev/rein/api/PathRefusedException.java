package dev.rein.api;

import java.nio.file.AccessDeniedException;

/** A refused operation through {@code java.nio.file}. */
public final class PathRefusedException extends AccessDeniedException implements LimitExceeded {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  public PathRefusedException(String path, Refusal refusal) {
    super(path, null, refusal.message());
    this.refusal = refusal;
  }

  @Override
  public Refusal refusal() {
    return refusal;
  }
}
