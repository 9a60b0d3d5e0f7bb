/**
 * The durable record of what a JVM used and which limits it met: entries, their binary form, the
 * folder they lie in, one writer and any number of readers in other processes, and how long it is
 * kept. The only home of Chronicle Queue. Knows no other package of Rein, and nothing of accounts,
 * limits or hooks but their names and numbers.
 *
 * <p>Threads: the host's threads only put entries into a bounded queue in memory and never wait,
 * except in {@code LedgerWriter.offerAndAwait}. One daemon thread per writer opens the Chronicle
 * Queue, appends and closes it. A reader belongs to the thread that opened it. {@code Retention}
 * runs on a thread of its caller's and touches no queue, only files.
 */
@NullMarked
package dev.rein.agent.ledger;

import org.jspecify.annotations.NullMarked;
