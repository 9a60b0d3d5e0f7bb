package dev.rein.agent.lifecycle;

import dev.rein.agent.governor.AccountLimits;

/**
 * A file that is open now.
 *
 * @param descriptor its number in the process
 * @param path as the system tells it
 * @param started in milliseconds since 1970; 0 where that is not known
 * @param where it was opened; empty where that is not known
 * @param thread by which thread; empty where that is not known
 */
public record OpenHandle(
    AccountLimits account,
    int descriptor,
    String path,
    long started,
    String where,
    String thread) {}
