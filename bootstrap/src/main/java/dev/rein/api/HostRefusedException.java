package dev.rein.api;

import java.net.UnknownHostException;

/** A refused look-up of a host name. */
public final class HostRefusedException extends UnknownHostException implements LimitExceeded {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  public HostRefusedException(String host, Refusal refusal) {
    super(host + ": " + refusal.message());
    this.refusal = refusal;
  }

  @Override
  public Refusal refusal() {
    return refusal;
  }
}
