package dev.rein.agent.control;

import java.time.Instant;

/**
 * A call that waits for a person to say yes or no.
 *
 * @param number what it is named by
 * @param account id of the account that pays for it
 * @param target what the call is about: a command without its secrets, a host
 * @param reason the limit or rule that asks
 * @param price what it would cost, for people; empty when that is not known
 */
public record PendingApproval(
    long number, String account, String target, String reason, String price, Instant since) {}
