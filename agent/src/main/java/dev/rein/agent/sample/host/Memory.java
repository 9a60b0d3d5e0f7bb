package dev.rein.agent.sample.host;

/** Bytes of memory in use, and how many there are. */
record Memory(long used, long total) {
  double share() {
    return (double) used / total;
  }
}
