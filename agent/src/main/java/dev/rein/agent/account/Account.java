package dev.rein.agent.account;

import dev.rein.api.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that uses resources: the JVM, an agent in it, or an agent's sub-agent. Accounts form a
 * tree; what an account uses counts for all above it too.
 */
public final class Account {
  private final String id;
  private final @Nullable Account parent;
  private final Meter[] meters;

  private Account(String id, @Nullable Account parent) {
    this.id = id;
    this.parent = parent;
    List<Resource> resources = Resource.all();
    this.meters = new Meter[resources.size()];
    for (int i = 0; i < meters.length; i++) {
      meters[i] = new Meter(resources.get(i).isGauge());
    }
  }

  /** The account at the root of the tree. */
  public static Account jvm() {
    return new Account("jvm", null);
  }

  /** A new account below this one. */
  public Account child(String childId) {
    return new Account(childId, this);
  }

  public String id() {
    return id;
  }

  /** The account above, or null for the JVM. */
  public @Nullable Account parent() {
    return parent;
  }

  public Meter meter(Resource resource) {
    return meters[resource.id()];
  }
}
