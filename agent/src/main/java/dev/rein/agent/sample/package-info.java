/**
 * Measures what no call can be charged with: CPU time, memory, the host. Each package below it
 * knows one source. Knows the accounts at most; who is charged with what is the agent's to say.
 * Runs on one thread of Rein's, but for the counters of single threads, which are read on
 * themselves.
 */
@NullMarked
package dev.rein.agent.sample;

import org.jspecify.annotations.NullMarked;
