package dev.rein.agent.governor;

/**
 * How admission stands.
 *
 * @param throttled whether a job of the account that asks would have to wait or be refused because
 *     of the load, if another goes on
 * @param reason why, as a clause; empty when it would not
 * @param active jobs that run in the JVM
 * @param pending what waits in the JVM to begin
 * @param rejected jobs that did not begin, refused or not in time
 * @param max the most jobs at once that a limit allows the account that asks; the largest long when
 *     none does
 * @param recommended how many at once the machine seems to bear
 */
public record AdmissionStatus(
    boolean throttled,
    String reason,
    long active,
    long pending,
    long rejected,
    long max,
    long recommended) {}
