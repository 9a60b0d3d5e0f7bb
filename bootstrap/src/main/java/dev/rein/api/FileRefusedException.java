package dev.rein.api;

import java.io.FileNotFoundException;

/**
 * A refused open through {@code java.io}, whose constructors declare {@code FileNotFoundException}.
 */
public final class FileRefusedException extends FileNotFoundException implements LimitExceeded {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  public FileRefusedException(String path, Refusal refusal) {
    super(path + ": " + refusal.message());
    this.refusal = refusal;
  }

  @Override
  public Refusal refusal() {
    return refusal;
  }
}
