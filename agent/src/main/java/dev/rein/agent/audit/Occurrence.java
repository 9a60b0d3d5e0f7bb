package dev.rein.agent.audit;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.Ticket;
import dev.rein.agent.view.Event;
import org.jspecify.annotations.Nullable;

/**
 * What waits to become a line: an entry of the ledger's or an event that is in no ledger, and the
 * ticket of the thread that waits for the line, if one does.
 */
record Occurrence(@Nullable LedgerEntry entry, @Nullable Event event, @Nullable Ticket ticket) {
  /** The same wait, settled. */
  void settle(boolean written) {
    if (ticket != null) {
      ticket.settle(written);
    }
  }
}
