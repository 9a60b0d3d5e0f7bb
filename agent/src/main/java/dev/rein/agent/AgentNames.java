package dev.rein.agent;

import dev.rein.agent.policy.AgentPolicy;
import dev.rein.agent.policy.Policy;
import dev.rein.agent.text.Glob;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By what the policy tells agents apart: methods that are their work, names of threads. */
final class AgentNames {
  private final Map<String, String> byMethod = new HashMap<>();

  /** In the order of the file: the first that fits is the one. */
  private final Map<Glob, String> byThread = new LinkedHashMap<>();

  AgentNames(Policy policy) {
    for (AgentPolicy agent : policy.agents()) {
      String name = agent.name().toString();
      agent.methods().forEach(method -> byMethod.putIfAbsent(method, name));
      agent.threads().forEach(thread -> byThread.putIfAbsent(thread, name));
    }
  }

  Set<String> methods() {
    return byMethod.keySet();
  }

  boolean hasThreads() {
    return !byThread.isEmpty();
  }

  @Nullable String ofMethod(String method) {
    return byMethod.get(method);
  }

  @Nullable String ofThread(String threadName) {
    for (Map.Entry<Glob, String> thread : byThread.entrySet()) {
      if (thread.getKey().matches(threadName)) {
        return thread.getValue();
      }
    }
    return null;
  }
}
