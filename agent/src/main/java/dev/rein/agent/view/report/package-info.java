/**
 * A report of one JVM, once it is over or so far: what matters picked out of a ledger and told as
 * one HTML page, as a few lines of text or as JSON. Takes what {@code view} has read, never a queue
 * or a running agent, and does not know where its output goes. One thread.
 */
@NullMarked
package dev.rein.agent.view.report;

import org.jspecify.annotations.NullMarked;
