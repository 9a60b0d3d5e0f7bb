package dev.rein.it.bench;

import java.nio.file.Path;
import java.util.List;

/** How a measured JVM is started. */
enum Variant {
  PLAIN("without"),
  REIN("with"),
  /** On everything that is measured there is a limit, and none of them is reached. */
  LIMITED("with limits");

  private static final String FAR = ": {budget: 1000000000000, then: deny}\n";

  /** What {@link #LIMITED} holds the host to. */
  static final String POLICY =
      "limits:\n  files.read"
          + FAR
          + "  files.written"
          + FAR
          + "  files.accessed"
          + FAR
          + "  file.bytes.read: {budget: 1000000000000000000, then: deny}\n"
          + "  file.bytes.written: {budget: 1000000000000000000, then: deny}\n"
          + "  net.bytes.received: {budget: 1000000000000000000, then: deny}\n"
          + "  net.bytes.sent: {budget: 1000000000000000000, then: deny}\n"
          + "  net.connects"
          + FAR
          + "  http.requests"
          + FAR
          + "  threads.started"
          + FAR
          + "  processes.spawned"
          + FAR;

  private final String label;

  Variant(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  List<String> jvmArguments(Bench bench) {
    String agent =
        "-javaagent:" + bench.rein() + "=dir=" + bench.ledgers() + ",cache=" + bench.cache();
    Path policy = bench.policy();
    return switch (this) {
      case PLAIN -> List.of();
      case REIN -> List.of(agent);
      case LIMITED -> List.of(agent + ",policy=" + policy);
    };
  }
}
