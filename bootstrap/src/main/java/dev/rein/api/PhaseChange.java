package dev.rein.api;

import java.time.Instant;

/**
 * An account went from one phase to another.
 *
 * @param account its id: {@code jvm}, {@code coder}, {@code coder/tester}
 * @param reason what brought it about, for people
 */
public record PhaseChange(String account, Phase from, Phase to, String reason, Instant at) {}
