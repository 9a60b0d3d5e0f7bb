package dev.rein.agent.ledger;

import dev.rein.agent.ledger.LedgerEntry.HookState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The last state of each hook, and the ways past them; an entry of it is no longer than others. */
final class CarriedCoverage {
  private static final int MAX_HOOKS = 5_000;
  private static final int HOOKS_AT_ONCE = 200;

  /** An entry has a megabyte at most, each of these lines 4 KB. */
  private static final int MAX_LINES = 100;

  private final Map<String, HookState> hooks = new LinkedHashMap<>();
  private final Set<String> switchedOff = new LinkedHashSet<>();
  private final Set<String> libraries = new LinkedHashSet<>();

  void add(LedgerEntry.Coverage found) {
    for (HookState hook : found.hooks()) {
      String key = hook.area() + " " + hook.hook();
      if (hooks.size() < MAX_HOOKS || hooks.containsKey(key)) {
        hooks.put(key, hook);
      }
    }
    addBounded(found.switchedOff(), switchedOff);
    addBounded(found.libraries(), libraries);
  }

  private static void addBounded(List<String> from, Set<String> to) {
    from.stream().limit(Math.max(0, MAX_LINES - to.size())).forEach(to::add);
  }

  void entries(Carrying carrying) {
    List<HookState> all = new ArrayList<>(hooks.values());
    for (int from = 0; from < all.size(); from += HOOKS_AT_ONCE) {
      List<HookState> some = all.subList(from, Math.min(all.size(), from + HOOKS_AT_ONCE));
      carrying.add(new LedgerEntry.Coverage(carrying.at(), some, List.of(), List.of()));
    }
    if (!switchedOff.isEmpty() || !libraries.isEmpty()) {
      carrying.add(
          new LedgerEntry.Coverage(
              carrying.at(), List.of(), List.copyOf(switchedOff), List.copyOf(libraries)));
    }
  }
}
