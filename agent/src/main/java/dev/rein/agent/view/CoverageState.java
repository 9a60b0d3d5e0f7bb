package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.HookState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is intercepted in a JVM and what is not, as its ledger tells it so far. */
public final class CoverageState {
  /** More than Rein has hooks; a bound for broken ledgers. */
  private static final int MAX_HOOKS = 5_000;

  private static final int MAX_LINES = 1_000;

  private final Map<String, HookState> hooks = new LinkedHashMap<>();
  private final List<String> switchedOff = new ArrayList<>();
  private final List<String> libraries = new ArrayList<>();

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

  private static void addBounded(List<String> from, List<String> to) {
    from.stream().limit(Math.max(0, MAX_LINES - to.size())).forEach(to::add);
  }

  /** Whether the ledger says anything of it; one of an earlier Rein does not. */
  public boolean isKnown() {
    return !hooks.isEmpty();
  }

  /** The hooks by kind of resource or library, in the order of their names. */
  public Map<String, List<HookState>> areas() {
    Map<String, List<HookState>> areas = new TreeMap<>();
    for (HookState hook : hooks.values()) {
      areas.computeIfAbsent(hook.area(), name -> new ArrayList<>()).add(hook);
    }
    return areas;
  }

  public List<HookState> missing() {
    return hooks.values().stream().filter(h -> h.state() == HookState.State.MISSING).toList();
  }

  public long count(HookState.State state) {
    return count(hooks.values(), state);
  }

  public static long count(Iterable<HookState> among, HookState.State state) {
    long count = 0;
    for (HookState hook : among) {
      count += hook.state() == state ? 1 : 0;
    }
    return count;
  }

  public List<String> switchedOff() {
    return switchedOff;
  }

  public List<String> libraries() {
    return libraries;
  }
}
