/**
 * What accounts have started and not stopped yet: child processes, threads, temporary files, slots,
 * tracked resources, open files; told when the agent's work or the JVM ends, and cleaned where the
 * policy says so. Knows the governor's accounts, the policy and the ledger's entries, and neither
 * hooks nor how the ledger is written. Starts and stops come in on the host's threads; looking,
 * telling and cleaning is done on Rein's.
 */
@NullMarked
package dev.rein.agent.lifecycle;

import org.jspecify.annotations.NullMarked;
