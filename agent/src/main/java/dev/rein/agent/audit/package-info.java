/**
 * The audit log: what happened in a JVM as lines of JSON in a file that other programs read, beside
 * the ledger and from the same entries. Knows {@code ledger} and how {@code view} tells entries;
 * nothing of accounts, limits or hooks.
 *
 * <p>Threads: the host's threads put entries into a bounded queue in memory. One daemon thread
 * turns them into lines and writes these; nothing else touches the file.
 */
@NullMarked
package dev.rein.agent.audit;

import org.jspecify.annotations.NullMarked;
