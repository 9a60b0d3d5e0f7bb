package dev.rein.agent.price;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the row of a table that a model has: its exact name before patterns, the longest first. */
final class PriceIndex {
  private final List<PriceEntry> rows;
  private final Map<String, Map<String, PriceEntry>> exact = new HashMap<>();
  private final Map<String, List<PriceEntry>> patterns = new HashMap<>();

  /**
   * @param rows of two with the same name the later is the one
   */
  PriceIndex(List<PriceEntry> rows) {
    this.rows = List.copyOf(rows);
    for (PriceEntry row : rows) {
      addExact(row, row.match());
      if (!(row.match() instanceof ModelMatch.Equal)) {
        patterns.computeIfAbsent(row.provider(), key -> new ArrayList<>()).add(row);
      }
    }
  }

  private void addExact(PriceEntry row, ModelMatch match) {
    if (match instanceof ModelMatch.Equal equal) {
      exact.computeIfAbsent(row.provider(), key -> new HashMap<>()).put(equal.text(), row);
    } else if (match instanceof ModelMatch.AnyOf any) {
      any.choices().forEach(choice -> addExact(row, choice));
    }
  }

  List<PriceEntry> rows() {
    return rows;
  }

  Set<String> providers() {
    Set<String> providers = new TreeSet<>(exact.keySet());
    providers.addAll(patterns.keySet());
    return providers;
  }

  /** The row of a provider's model, or null. */
  @Nullable PriceEntry find(String provider, String model) {
    Set<String> names = ModelNames.of(model);
    String canonical = ProviderNames.canonical(provider);
    PriceEntry found = find(ProviderNames.chain(canonical), names);
    boolean gateway = ProviderNames.mayBeGateway(canonical);
    if (found == null && gateway) {
      String behind = ProviderNames.canonical(ModelNames.prefix(model));
      found = find(ProviderNames.chain(behind), names);
    }
    if (found == null) {
      found = find(List.of(PriceEntry.ANYBODY), names);
    }
    return found == null && gateway ? find(ProviderNames.HOUSES, names) : found;
  }

  private @Nullable PriceEntry find(List<String> providers, Set<String> names) {
    for (String provider : providers) {
      PriceEntry found = findOf(provider, names);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The row that a provider itself has for one of these names, or null. */
  @Nullable PriceEntry findOf(String provider, Set<String> names) {
    Map<String, PriceEntry> byName = exact.getOrDefault(provider, Map.of());
    for (String name : names) {
      PriceEntry found = byName.get(name);
      if (found != null) {
        return found;
      }
    }
    PriceEntry best = null;
    int most = ModelMatch.NONE;
    for (PriceEntry row : patterns.getOrDefault(provider, List.of())) {
      for (String name : names) {
        int fit = row.match().fit(name);
        if (fit > most) {
          most = fit;
          best = row;
        }
      }
    }
    return best;
  }
}
