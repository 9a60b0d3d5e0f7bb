/**
 * Holds accounts to their limits: judges every charge, keeps phases, pauses and queues of waiting
 * calls. Knows {@code account} and {@code policy}, and neither the hooks nor the ledger: what it
 * does it tells through interfaces. Runs on the host's threads, and on one of Rein's own for what
 * goes by time.
 */
@NullMarked
package dev.rein.agent.governor;

import org.jspecify.annotations.NullMarked;
