package dev.rein.agent.price;

/** A file of prices that cannot be used; the message says what is wrong, and where. */
public final class PriceFileException extends Exception {
  private static final long serialVersionUID = 1;

  PriceFileException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
