package dev.rein.agent.model;

/** How the documents of an answer lie in its body. */
interface Framing {
  void read(byte[] bytes, int start, int end);

  /** No more bytes will come. */
  void end();
}
