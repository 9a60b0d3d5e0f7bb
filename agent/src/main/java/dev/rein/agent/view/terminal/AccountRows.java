package dev.rein.agent.view.terminal;

import dev.rein.agent.view.AccountState;
import dev.rein.agent.view.AccountTree;
import dev.rein.agent.view.LedgerState;
import dev.rein.agent.view.Measured;
import dev.rein.agent.view.ResourceState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The accounts of a JVM in the order that they are shown in, and how deep each is. */
final class AccountRows {
  /** Deeper than agents are nested; ledgers that are broken may be. */
  private static final int MAX_DEPTH = 64;

  /** One account and its depth in the tree; 0 when it is no tree. */
  record Row(AccountState account, int depth) {}

  private AccountRows() {}

  static List<Row> of(LedgerState content, Sort sort, String filter) {
    List<Row> rows = new ArrayList<>();
    if (sort == Sort.TREE) {
      AccountTree tree = new AccountTree(content.accounts());
      add(tree, tree.roots(), 0, rows);
    } else {
      content.accounts().stream()
          .sorted(order(sort).thenComparing(AccountState::id))
          .forEach(account -> rows.add(new Row(account, 0)));
    }
    rows.removeIf(row -> !matches(row.account().id(), filter));
    return rows;
  }

  static boolean matches(String text, String filter) {
    return filter.isEmpty()
        || text.toLowerCase(Locale.ROOT).contains(filter.toLowerCase(Locale.ROOT));
  }

  /** Where an account is among the rows; the first when it is not there. */
  static int placeOf(List<Row> rows, String account) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).account().id().equals(account)) {
        return i;
      }
    }
    return 0;
  }

  /** The account that keys are about; null when there is none. */
  static @Nullable AccountState selected(ScreenState state, LedgerState content) {
    if (state.place().details()) {
      return content.accounts().stream()
          .filter(account -> account.id().equals(state.place().account()))
          .findFirst()
          .orElse(null);
    }
    // A filter may have hidden the one that was selected: then it is the one that is marked.
    List<Row> rows = of(content, state.sort(), state.filter());
    return rows.isEmpty() ? null : rows.get(placeOf(rows, state.place().account())).account();
  }

  static long refusals(AccountState account) {
    return account.resources().values().stream().mapToLong(ResourceState::denied).sum();
  }

  private static void add(AccountTree tree, List<AccountState> some, int depth, List<Row> rows) {
    for (AccountState account : some) {
      rows.add(new Row(account, depth));
      if (depth < MAX_DEPTH) {
        add(tree, tree.below(account), depth + 1, rows);
      }
    }
  }

  private static Comparator<AccountState> order(Sort sort) {
    return switch (sort) {
      case CPU -> descending(Measured.CPU_TIME);
      case MEMORY -> descending(Measured.ALLOCATED);
      case REFUSALS -> Comparator.comparingLong(AccountRows::refusals).reversed();
      case TREE, NAME -> Comparator.comparing(AccountState::id);
    };
  }

  private static Comparator<AccountState> descending(String resource) {
    return Comparator.comparingLong((AccountState account) -> account.used(resource)).reversed();
  }
}
