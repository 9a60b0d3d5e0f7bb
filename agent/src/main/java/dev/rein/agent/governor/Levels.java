package dev.rein.agent.governor;

import dev.rein.api.Resource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What Rein has measured last of the JVM and its host as a whole. Each account with a limit on it
 * has the same; others have none. Any thread.
 */
final class Levels {
  private final AccountTree accounts;
  private final Map<Resource, Long> last = new ConcurrentHashMap<>();

  Levels(AccountTree accounts) {
    this.accounts = accounts;
  }

  void set(Resource resource, long value) {
    last.put(resource, value);
    accounts.jvm().of(resource).set(value);
    for (AccountLimits account : accounts.all()) {
      for (ResourceLimits limits : account.limited()) {
        if (limits.resource() == resource) {
          limits.set(value);
        }
      }
    }
  }

  /** For an account that may be new, or have a limit that is. */
  void bringTo(AccountLimits account) {
    for (ResourceLimits limits : account.limited()) {
      Long value = limits.isUnmeasured() ? last.get(limits.resource()) : null;
      if (value != null) {
        limits.set(value);
      }
    }
  }
}
