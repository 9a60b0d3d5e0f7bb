package dev.rein.agent.ledger;

import java.io.IOException;

/** A ledger cannot be read at all; the message says in one line which and why. */
public final class LedgerUnreadableException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String line;

  LedgerUnreadableException(String line) {
    super(line);
    this.line = line;
  }

  @Override
  public String getMessage() {
    return line;
  }
}
