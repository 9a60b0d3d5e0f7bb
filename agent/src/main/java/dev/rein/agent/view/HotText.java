package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry.HotSpot;
import dev.rein.agent.ledger.LedgerEntry.HotSpots.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What the CPU time and the memory of accounts go to, side by side. */
final class HotText {
  private static final int AGENTS = 4;
  private static final int SPOTS = 3;
  private static final int NAME = 31;
  private static final int THREAD = 20;

  private final AccountTree tree;
  private final Lines lines;

  HotText(AccountTree tree, Lines lines) {
    this.tree = tree;
    this.lines = lines;
  }

  /** The JVM's, and those of the agents that use most. */
  void print(Collection<AccountState> accounts) {
    List<AccountState> hot = accounts.stream().filter(AccountState::hasHotSpots).toList();
    if (hot.isEmpty()) {
      return;
    }
    lines.add(row("hot spots: cpu", "allocated"));
    List<AccountState> agents = new ArrayList<>(hot);
    agents.removeIf(account -> account.id().equals(LedgerState.JVM));
    List<AccountState> shown = tree.busiest(agents, AGENTS);
    hot.stream()
        .filter(account -> !agents.contains(account) || shown.contains(account))
        .forEach(this::account);
    if (shown.size() < agents.size()) {
      lines.add("  and of " + (agents.size() - shown.size()) + " more");
    }
  }

  private void account(AccountState account) {
    lines.add("  " + Printable.of(account.id(), 60));
    List<HotSpot> methods = account.hotSpots(Subject.METHOD);
    List<HotSpot> allocations = account.hotSpots(Subject.ALLOCATION);
    for (int i = 0; i < Math.min(SPOTS, Math.max(methods.size(), allocations.size())); i++) {
      lines.add(row(spot(methods, i), spot(allocations, i)));
    }
    List<String> threads =
        account.hotSpots(Subject.THREAD).stream()
            .limit(SPOTS)
            .map(spot -> percent(spot) + " " + Printable.of(spot.name(), THREAD))
            .toList();
    if (!threads.isEmpty() && account.id().equals(LedgerState.JVM)) {
      lines.add("    threads: " + String.join(", ", threads));
    }
  }

  private static String spot(List<HotSpot> spots, int place) {
    if (place >= spots.size()) {
      return "";
    }
    HotSpot spot = spots.get(place);
    return String.format(Locale.ROOT, "  %5s %s", percent(spot), HotName.of(spot.name(), NAME));
  }

  private static String percent(HotSpot spot) {
    int percent = Math.min(1000, spot.perMille()) / 10;
    return percent < 1 ? "<1%" : percent + "%";
  }

  private static String row(String left, String right) {
    return String.format(Locale.ROOT, "%-40s%s", left, right);
  }
}
