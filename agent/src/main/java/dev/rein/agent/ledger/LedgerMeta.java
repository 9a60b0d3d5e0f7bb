package dev.rein.agent.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What {@code meta.json} says: whose ledger it is.
 *
 * @param processStart with the pid it names the process for good; null where the system hides it
 * @param main the host's main class or jar
 * @param rein version of Rein
 * @param started when Rein began to work in the JVM, later than the process after an attach
 */
public record LedgerMeta(
    long pid, @Nullable Instant processStart, String main, String rein, Instant started) {}
