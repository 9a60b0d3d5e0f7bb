/**
 * What the machine, or the container the JVM is in, has left, and what the JVM's process uses of
 * it: OSHI, cgroups, {@code /proc} and the JDK's own bean. The only home of OSHI. Knows a clock,
 * and nothing of limits, ledger or hooks; what cannot be read it says once, and goes on without.
 *
 * <p>Threads: a {@code HostSampler} belongs to one thread, which is Rein's.
 */
@NullMarked
package dev.rein.agent.sample.host;

import org.jspecify.annotations.NullMarked;
