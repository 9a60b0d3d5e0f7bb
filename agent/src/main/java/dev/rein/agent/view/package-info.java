/**
 * What a ledger says, for people and programs: entries folded into the state of each JVM, and that
 * state and its events as JSON and as plain text. Knows {@code ledger} only; never a running agent,
 * and not where its output goes. One thread.
 */
@NullMarked
package dev.rein.agent.view;

import org.jspecify.annotations.NullMarked;
