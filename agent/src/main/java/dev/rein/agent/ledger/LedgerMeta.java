package dev.rein.agent.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
    long pid, @Nullable Instant processStart, String main, String rein, Instant started) {
  /** Systems tell a process's start to a hundredth of a second, and move it with the clock. */
  private static final Duration SAME_START = Duration.ofSeconds(2);

  /** True when the process that the ledger is about lives, and not another of the same number. */
  public boolean isProcessAlive() {
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return false;
    }
    Optional<Instant> now = process.get().info().startInstant();
    return processStart == null
        || now.isEmpty()
        || Duration.between(processStart, now.get()).abs().compareTo(SAME_START) <= 0;
  }
}
