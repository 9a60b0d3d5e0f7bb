package dev.rein.instrumentation;

import dev.rein.instrumentation.HookStatus.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How far each configured method has got, for the coverage report. Told by any thread. */
final class AgentMethodStates {
  private static final String AREA = "agents";

  private final Set<String> woven = ConcurrentHashMap.newKeySet();
  private final Set<String> declared = ConcurrentHashMap.newKeySet();
  private final Set<String> undeclared = ConcurrentHashMap.newKeySet();
  private final Map<String, String> failures = new ConcurrentHashMap<>();
  private final AtomicInteger changes = new AtomicInteger();

  /** The methods are woven in a class. */
  void woven(Iterable<String> methods) {
    for (String method : methods) {
      if (woven.add(method)) {
        changes.incrementAndGet();
      }
    }
  }

  /** The type is loaded that a method is named by; it declares it or does not. */
  void named(String method, boolean isDeclared) {
    if ((isDeclared ? declared : undeclared).add(method)) {
      changes.incrementAndGet();
    }
  }

  /** A class that may have these methods could not be woven. */
  void failed(Iterable<String> methods, String reason) {
    for (String method : methods) {
      if (failures.putIfAbsent(method, reason) == null) {
        changes.incrementAndGet();
      }
    }
  }

  /** The policy names other methods now. */
  void replaced() {
    woven.clear();
    declared.clear();
    undeclared.clear();
    failures.clear();
    changes.incrementAndGet();
  }

  int changes() {
    return changes.get();
  }

  List<HookStatus> of(List<String> methods) {
    List<HookStatus> states = new ArrayList<>();
    for (String method : methods) {
      states.add(of(method));
    }
    return states;
  }

  private HookStatus of(String method) {
    String failure = failures.get(method);
    if (failure != null) {
      return status(method, State.MISSING, failure);
    }
    if (woven.contains(method)) {
      return status(method, State.INSTALLED, null);
    }
    if (undeclared.contains(method) && !declared.contains(method)) {
      return status(method, State.MISSING, AgentTypes.typeOf(method) + " declares no such method");
    }
    return status(
        method,
        State.WAITING,
        declared.contains(method) ? "no class is loaded that implements it" : null);
  }

  private static HookStatus status(String method, State state, @Nullable String reason) {
    return new HookStatus(AREA, method, state, reason == null ? "" : reason);
  }
}
