package dev.rein.api;

import java.net.ConnectException;

/** A refused connect. The socket is closed, as after one that failed. */
public final class ConnectRefusedException extends ConnectException implements LimitExceeded {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  public ConnectRefusedException(Refusal refusal) {
    super(refusal.message());
    this.refusal = refusal;
  }

  @Override
  public Refusal refusal() {
    return refusal;
  }
}
