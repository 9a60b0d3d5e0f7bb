/**
 * What another policy would have done: drives a governor of its own with what a ledger has
 * recorded, at the recorded times. Knows the ledger's entries and the governor, not where ledgers
 * lie nor how a report is shown. One thread.
 */
@NullMarked
package dev.rein.agent.replay;

import org.jspecify.annotations.NullMarked;
