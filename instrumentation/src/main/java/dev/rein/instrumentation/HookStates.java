package dev.rein.instrumentation;

import dev.rein.instrumentation.HookStatus.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How far each hook of the catalogue has got, for the coverage report. Told by any thread. */
final class HookStates {
  private final Set<String> installed = ConcurrentHashMap.newKeySet();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Map<String, String> failures = new ConcurrentHashMap<>();
  private final AtomicInteger changes = new AtomicInteger();

  /** A class has been looked at and these hooks are in. */
  void woven(String type, Collection<String> hooks) {
    installed.addAll(hooks);
    seen(type);
  }

  /** A class has been looked at. */
  void seen(String type) {
    seen.add(type);
    changes.incrementAndGet();
  }

  boolean isSeen(String type) {
    return seen.contains(type);
  }

  void failed(String type, Throwable failure) {
    failures.put(type, failure.toString());
    changes.incrementAndGet();
  }

  /** Grows whenever a report may say something else than the last one. */
  int changes() {
    return changes.get();
  }

  List<HookStatus> of(Collection<HookedType> types) {
    List<HookStatus> hooks = new ArrayList<>();
    Set<String> satisfied = satisfiedGroups(types);
    for (HookedType type : types) {
      for (HookedType.Hook hook : type.hooks()) {
        hooks.add(status(type, hook, satisfied));
      }
    }
    return hooks;
  }

  private HookStatus status(HookedType type, HookedType.Hook hook, Set<String> satisfied) {
    String failure = failures.get(type.name());
    State state = State.INSTALLED;
    String reason = "";
    if (failure != null) {
      state = State.MISSING;
      reason = failure;
    } else if (!installed.contains(hook.id())) {
      if (!seen.contains(type.name())) {
        state = State.WAITING;
      } else {
        state = satisfied.contains(hook.group()) ? State.OTHER_VERSION : State.MISSING;
        reason = "this version has no such method";
      }
    }
    return new HookStatus(hook.area(), hook.id(), state, reason);
  }

  /** Versions of a library differ: one hook of a group is enough. */
  private Set<String> satisfiedGroups(Collection<HookedType> types) {
    Set<String> satisfied = new HashSet<>();
    for (HookedType type : types) {
      for (HookedType.Hook hook : type.hooks()) {
        if (installed.contains(hook.id())) {
          satisfied.add(hook.group());
        }
      }
    }
    return satisfied;
  }
}
