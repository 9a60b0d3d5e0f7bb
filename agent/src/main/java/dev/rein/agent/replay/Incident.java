package dev.rein.agent.replay;

import org.jspecify.annotations.Nullable;

/**
 * A call that would not simply have gone on, or several of one tick.
 *
 * @param at when it was recorded, in milliseconds since 1970
 * @param account who called, as far as the ledger tells
 * @param amount of the resource, in its unit
 * @param target what it was about; null when the ledger does not tell
 * @param by the limit that would have stopped it
 */
public record Incident(
    long at, String account, String resource, long amount, @Nullable String target, Finding by) {}
