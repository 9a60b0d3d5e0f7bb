/**
 * What Rein costs: calls, hooks, ledger, start and idling, each with and without it in one run.
 * {@link dev.rein.it.bench.BenchMain} measures all and prints the table of {@code
 * docs/performance.md}. Nothing is asserted here; numbers are for people to read.
 */
@NullMarked
package dev.rein.it.bench;

import org.jspecify.annotations.NullMarked;
