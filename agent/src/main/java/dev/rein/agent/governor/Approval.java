package dev.rein.agent.governor;

import java.time.Instant;

/**
 * A call that waits for a person to say yes or no.
 *
 * @param number what it is named by
 * @param target what the call is about, for people
 * @param reason the limit or rule that asks
 * @param price what the call would cost, for people; empty when that is not known
 */
public record Approval(
    long number,
    AccountLimits account,
    String target,
    String reason,
    String price,
    Instant since) {}
