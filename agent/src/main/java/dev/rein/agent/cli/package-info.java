/**
 * The command line, one class per command, listed in {@code ReinCommand}. Data goes to stdout,
 * words to stderr. Knows {@code ledger}, {@code view}, {@code config} and {@code policy}'s parser;
 * never the running agent's parts. One thread.
 */
@NullMarked
package dev.rein.agent.cli;

import org.jspecify.annotations.NullMarked;
