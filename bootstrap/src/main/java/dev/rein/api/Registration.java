package dev.rein.api;

/** A listener that is told of changes until this is closed, by any thread. */
public interface Registration extends AutoCloseable {
  /** The listener is not told any more, but for what it is being told now. Does nothing twice. */
  @Override
  void close();
}
