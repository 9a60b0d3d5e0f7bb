package dev.rein.agent.model;

/** A body that is JSON: one document, or one after the other. */
final class Documents implements Framing {
  private final JsonScanner scanner;

  Documents(JsonScanner scanner) {
    this.scanner = scanner;
  }

  @Override
  public void read(byte[] bytes, int start, int end) {
    scanner.read(bytes, start, end);
  }

  @Override
  public void end() {
    scanner.flush();
  }
}
