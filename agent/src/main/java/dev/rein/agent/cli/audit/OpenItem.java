package dev.rein.agent.cli.audit;

import org.jspecify.annotations.Nullable;

/**
 * Something that an account has started and that was not stopped as far as the ledger tells.
 *
 * @param account its id
 * @param kind {@code process}, {@code temp file} and so on
 * @param id pid, thread's id or descriptor; 0 for none
 * @param started in milliseconds since 1970; 0 where it is not known
 * @param told {@code open}, {@code agent's end} or {@code JVM's end}
 * @param now {@code open}, {@code running}, {@code exists} or {@code gone}
 * @param bytes what a file takes; 0 for others
 * @param command what would clean it; null when there is nothing to clean
 * @param failure why Rein could not clean it; empty when it did not try
 */
public record OpenItem(
    String account,
    String kind,
    long id,
    String name,
    long started,
    String where,
    String thread,
    String told,
    boolean longLived,
    String now,
    long bytes,
    @Nullable String command,
    String failure) {}
