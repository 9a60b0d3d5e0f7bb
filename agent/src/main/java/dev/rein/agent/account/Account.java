package dev.rein.agent.account;

import dev.rein.api.Resource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that uses resources: the JVM, an agent in it, or an agent's sub-agent. Accounts form a
 * tree; what an account uses counts for all above it too.
 */
public final class Account {
  private final int number;
  private final String id;
  private final @Nullable Account parent;

  /** By the resource's id; replaced when a host has declared one of its own. */
  private volatile Meter[] meters;

  private Account(int number, String id, @Nullable Account parent) {
    this.number = number;
    this.id = id;
    this.parent = parent;
    this.meters = meters(new Meter[0]);
  }

  /** A meter for each resource that there is now; those that are there already stay. */
  private static Meter[] meters(Meter[] known) {
    List<Resource> resources = Resource.all();
    Meter[] all = Arrays.copyOf(known, resources.size());
    for (int i = known.length; i < all.length; i++) {
      all[i] = new Meter(resources.get(i).isGauge());
    }
    return all;
  }

  /** The account at the root of the tree. */
  public static Account jvm() {
    return new Account(0, "jvm", null);
  }

  /**
   * A new account below this one.
   *
   * @param childNumber not given to another account of this JVM
   */
  public Account child(int childNumber, String childId) {
    return new Account(childNumber, childId, this);
  }

  /** What the ledger calls it; 0 for the JVM. */
  public int number() {
    return number;
  }

  public String id() {
    return id;
  }

  /** The account above, or null for the JVM. */
  public @Nullable Account parent() {
    return parent;
  }

  public Meter meter(Resource resource) {
    Meter[] known = meters;
    int id = resource.id();
    return id < known.length ? known[id] : newMeter(id);
  }

  private synchronized Meter newMeter(int id) {
    if (id >= meters.length) {
      meters = meters(meters);
    }
    return meters[id];
  }
}
