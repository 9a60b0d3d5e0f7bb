/**
 * The screen of {@code rein view}: what it shows of the ledgers that were read, what keys do, and
 * the loop between them and a terminal. Only {@link TerminalViewer} and what it holds do input and
 * output; all others make lines and states of what they are given. Knows {@code view} and {@code
 * ledger} and is the home of jline; never how a JVM is steered, which whoever starts it brings
 * along. One thread, but for what is asked of a JVM, which has its own.
 */
@NullMarked
package dev.rein.agent.view.terminal;

import org.jspecify.annotations.NullMarked;
