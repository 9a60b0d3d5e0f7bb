package dev.rein.agent.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which accounts are below which, and which of many are worth a look. */
public final class AccountTree {
  private final Map<String, AccountState> byId = new LinkedHashMap<>();
  private final Map<String, List<AccountState>> children = new HashMap<>();
  private final List<AccountState> roots = new ArrayList<>();

  public AccountTree(Collection<AccountState> accounts) {
    accounts.forEach(account -> byId.putIfAbsent(account.id(), account));
    for (AccountState account : accounts) {
      String parent = account.parent();
      if (parent == null || !byId.containsKey(parent)) {
        roots.add(account);
      } else {
        children.computeIfAbsent(parent, id -> new ArrayList<>()).add(account);
      }
    }
  }

  public List<AccountState> roots() {
    return roots;
  }

  /** In the order of their opening. Of two accounts of one id, the first has the children. */
  public List<AccountState> below(AccountState account) {
    return byId.get(account.id()) == account
        ? children.getOrDefault(account.id(), List.of())
        : List.of();
  }

  @Nullable AccountState parentOf(AccountState account) {
    String parent = account.parent();
    return parent == null ? null : byId.get(parent);
  }

  /**
   * So many of some accounts: those that a person may want to look at, then those with the largest
   * part of anything that their parent used; in the order that they came in, so that a live picture
   * stands still.
   */
  List<AccountState> busiest(List<AccountState> accounts, int most) {
    if (accounts.size() <= most) {
      return accounts;
    }
    Map<AccountState, Double> parts = new HashMap<>();
    accounts.forEach(account -> parts.put(account, largestPart(account)));
    Set<AccountState> chosen =
        new HashSet<>(
            accounts.stream()
                .sorted(
                    Comparator.comparing((AccountState account) -> !account.needsAttention())
                        .thenComparing(account -> -parts.getOrDefault(account, 0.0)))
                .limit(most)
                .toList());
    return accounts.stream().filter(chosen::contains).toList();
  }

  private double largestPart(AccountState account) {
    double largest = 0;
    for (Map.Entry<String, ResourceState> one : account.resources().entrySet()) {
      largest = Math.max(largest, part(account, one.getKey()));
    }
    return largest;
  }

  /** Of what its parent used of a resource, the part that an account did, 0 to 1; below 0: none. */
  public double part(AccountState account, String resource) {
    AccountState parent = parentOf(account);
    ResourceState own = account.resources().get(resource);
    ResourceState whole = parent == null ? null : parent.resources().get(resource);
    if (own == null || whole == null || !own.isSum() || whole.used() <= 0) {
      return -1;
    }
    // The accounts are read one after the other while they grow.
    return Math.min(1, (double) Math.max(0, own.used()) / whole.used());
  }
}
