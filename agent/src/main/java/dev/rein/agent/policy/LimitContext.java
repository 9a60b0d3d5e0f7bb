package dev.rein.agent.policy;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * What the reader of a limit knows of the file around it.
 *
 * @param resources that may be limited
 * @param pause whether limits that do not say what then pause, or only warn
 * @param jvm whether the limits are the JVM's alone
 * @param profile that the limits belong to; null for the JVM's, an agent's and a rule's own
 */
record LimitContext(
    Problems problems, Limitables resources, boolean pause, boolean jvm, @Nullable String profile) {
  LimitContext ofProfile(String name) {
    return new LimitContext(problems, resources, pause, false, name);
  }

  LimitContext ofJvm() {
    return new LimitContext(problems, resources, pause, true, null);
  }

  /** {@code rein.yaml:7}, or {@code profile careful (rein.yaml:7)}. */
  String origin(Node node) {
    String place = problems.place(node);
    return profile == null ? place : "profile " + profile + " (" + place + ")";
  }
}
