package dev.rein.agent;

import dev.rein.agent.policy.AgentPolicy;
import dev.rein.agent.text.Glob;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** By what a policy recognises agents of a program that says nothing of them. Immutable. */
final class RecognisedAgents {
  private final Map<String, String> byMethod = new LinkedHashMap<>();
  private final List<Named> byThread = new ArrayList<>();

  private record Named(Glob threads, String agent) {}

  RecognisedAgents(List<AgentPolicy> agents) {
    for (AgentPolicy agent : agents) {
      String name = agent.name().toString();
      agent.methods().forEach(method -> byMethod.putIfAbsent(method, name));
      agent.threads().forEach(threads -> byThread.add(new Named(threads, name)));
    }
  }

  Collection<String> methods() {
    return byMethod.keySet();
  }

  boolean nameThreads() {
    return !byThread.isEmpty();
  }

  @Nullable String ofMethod(String method) {
    return byMethod.get(method);
  }

  /** The first that fits, in the order of the policy. */
  @Nullable String ofThread(String threadName) {
    for (Named named : byThread) {
      if (named.threads.matches(threadName)) {
        return named.agent;
      }
    }
    return null;
  }
}
