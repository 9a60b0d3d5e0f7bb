package dev.rein.agent.lifecycle;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LifecycleEntry.Cleaned;
import dev.rein.agent.ledger.LifecycleEntry.LeftOpen.Kind;
import java.util.List;
import java.util.function.Consumer;

/** Closes what the program has given to be closed, the last first. */
final class Tracked {
  private final OpenThings things;
  private final Consumer<LedgerEntry> ledger;

  Tracked(OpenThings things, Consumer<LedgerEntry> ledger) {
    this.things = things;
    this.ledger = ledger;
  }

  /**
   * Closes the tracked ones of these.
   *
   * @param started in the order in which they were
   */
  void close(List<OpenThing> started) {
    for (int i = started.size() - 1; i >= 0; i--) {
      OpenThing thing = started.get(i);
      if (thing.kind() == Kind.TRACKED && thing.subject() instanceof AutoCloseable resource) {
        // Whoever takes it out closes it.
        if (things.remove(new OpenThings.Identity(resource)) != null) {
          close(thing, resource);
        }
      }
    }
  }

  private void close(OpenThing thing, AutoCloseable resource) {
    try {
      resource.close();
      if (thing.isTold()) {
        ledger.accept(thing.cleaned(Cleaned.Result.CLEANED, "", System.currentTimeMillis()));
      }
    } catch (Throwable hosts) {
      // The program's own code may throw anything, and the others are to be closed all the same.
      if (hosts instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      ledger.accept(
          thing.cleaned(Cleaned.Result.FAILED, hosts.toString(), System.currentTimeMillis()));
    }
  }
}
