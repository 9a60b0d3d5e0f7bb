package dev.rein.agent.view;

/** Ways past Rein that no hook can close; {@code docs/coverage.md} says more on each. */
enum KnownGap {
  NATIVE_CODE(
      "native code",
      "what libraries do by system calls of their own (JNI, the foreign-function API)"),
  NATIVE_TRANSPORTS(
      "native transports", "Netty's epoll, kqueue and io_uring move bytes past the JDK's sockets"),
  MAPPED_MEMORY(
      "mapped memory",
      "mapping a file counts as opening it; reads and writes of the memory do not"),
  STANDARD_STREAMS(
      "standard streams", "bytes of System.in, out and err, pipes and terminals are not charged"),
  CHILD_PROCESSES("child processes", "what a process does that the program has started is its own"),
  JVM_WORK(
      "the JVM's own work",
      "class loading, the JDK's files and its housekeeping threads are not charged");

  private final String what;
  private final String why;

  KnownGap(String what, String why) {
    this.what = what;
    this.why = why;
  }

  String what() {
    return what;
  }

  String why() {
    return why;
  }
}
