package dev.rein.agent.governor;

import dev.rein.api.Resource;
import java.util.HashSet;
import java.util.Set;

/**
 * Of which resources each transfer of bytes has to be asked for. Bytes are charged when they have
 * moved, so as a rule nobody asks; but where an account is held up, somebody must.
 */
final class Transfers {
  private final AccountTree accounts;
  private final PolicyEvents events;
  private final Set<Resource> blocked = new HashSet<>();
  private boolean isShort;

  Transfers(AccountTree accounts, PolicyEvents events) {
    this.accounts = accounts;
    this.events = events;
  }

  /** A volume has less room than a limit wants, or none has any more. */
  synchronized void setShort(boolean nowShort) {
    if (isShort != nowShort) {
      isShort = nowShort;
      update();
    }
  }

  /** Looks at all accounts anew. */
  synchronized void update() {
    for (Resource resource : Resource.all()) {
      if (resource.unit().equals("bytes") && !resource.isMeasured()) {
        boolean now = isHeldUp(resource);
        if (now ? blocked.add(resource) : blocked.remove(resource)) {
          events.transfersBlocked(resource, now);
        }
      }
    }
  }

  private boolean isHeldUp(Resource resource) {
    if (isShort && resource.equals(Resource.FILE_BYTES_WRITTEN)) {
      return true;
    }
    for (AccountLimits account : accounts.all()) {
      if (account.gate().isClosed()) {
        return true;
      }
      for (ResourceLimits limits : account.limited()) {
        if (limits.resource() == resource && (limits.isFull() || limits.hasEnforcedRate())) {
          return true;
        }
      }
    }
    return false;
  }
}
