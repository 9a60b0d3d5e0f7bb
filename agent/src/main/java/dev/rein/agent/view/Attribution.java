package dev.rein.agent.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How much of a resource no agent was charged for.
 *
 * @param used by the whole JVM
 * @param unattributed of that, by no agent
 */
public record Attribution(String resource, String unit, long used, long unattributed) {
  /** Of each resource of which anything was used, in the order of their names. */
  static List<Attribution> of(Collection<AccountState> accounts) {
    List<Attribution> all = new ArrayList<>();
    for (AccountState root : accounts) {
      if (root.parent() == null) {
        root.resources().forEach((name, r) -> add(name, r, root.id(), accounts, all));
      }
    }
    return all;
  }

  private static void add(
      String name,
      ResourceState resource,
      String root,
      Collection<AccountState> accounts,
      List<Attribution> all) {
    if (resource.used() <= 0 || !resource.isSum()) {
      return;
    }
    long attributed = 0;
    for (AccountState account : accounts) {
      ResourceState part = account.resources().get(name);
      if (root.equals(account.parent()) && part != null) {
        attributed += part.used();
      }
    }
    // The accounts are read one after the other while they grow.
    long rest = Math.min(resource.used(), Math.max(0, resource.used() - attributed));
    all.add(new Attribution(name, resource.unit(), resource.used(), rest));
  }

  /** From 0 to 1. */
  public double share() {
    return (double) unattributed / used;
  }
}
