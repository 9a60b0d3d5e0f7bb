package dev.rein.api;

import java.util.OptionalLong;

/**
 * Whether more work may begin, and how much goes on; one moment's numbers, read one after another.
 *
 * @param throttled whether a slot for the calling thread's account would have to wait, or be
 *     refused, because of the load, if other work goes on
 * @param reason what the load is, as a clause; without the agent, that there is none; else empty
 * @param active jobs that run in the JVM: agents' outermost runs, and slots
 * @param pending calls that wait in the JVM to begin work
 * @param rejected slots and runs that were refused or did not come in time, up to now
 * @param max the most jobs at once by a limit of the calling thread's account, or of one above it
 * @param recommended how many jobs at once the machine seems to bear, never above {@code max}; it
 *     begins with the number of processors and follows the load
 */
public record Admission(
    boolean throttled,
    String reason,
    long active,
    long pending,
    long rejected,
    OptionalLong max,
    long recommended) {
  static Admission none() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Admission(false, "no agent of Rein's", 0, 0, 0, OptionalLong.empty(), processors);
  }
}
