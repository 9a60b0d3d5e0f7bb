package dev.rein.agent;

import dev.rein.agent.audit.AuditLog;
import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.view.Event;
import dev.rein.hook.JobAccount;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells the audit log when Rein comes and agents begin and end; a ledger has no room for each. */
final class AgentRuns {
  private final HostLedger ledger;

  AgentRuns(HostLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * An agent begins.
   *
   * @param cause the account within which it works, or null for the JVM
   */
  void began(AccountLimits account, @Nullable Object cause) {
    tell("agent.started", account, cause, "agent " + account.id() + " begins", Map.of());
  }

  /**
   * An agent's work has ended.
   *
   * @param handle what it was known by
   */
  void ended(AccountLimits account, Object handle, long nanos) {
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
    String message = "agent " + account.id() + " ends after " + millis + " ms";
    tell("agent.ended", account, handle, message, Map.of("lifeMillis", millis));
  }

  /** The program ran already when Rein came. */
  void attached() {
    AuditLog log = ledger.audit();
    if (log != null) {
      String message = "attached to a program that runs already";
      log.offer(new Event(Instant.now(), "attached", "info", null, null, message, Map.of()));
    }
  }

  private void tell(
      String type,
      AccountLimits account,
      @Nullable Object handle,
      String message,
      Map<String, Object> details) {
    AuditLog log = ledger.audit();
    if (log != null) {
      Event event = new Event(Instant.now(), type, "info", account.id(), null, message, details);
      JobAccount job = JobAccount.of(handle);
      log.offer(job == null ? event : event.within(job.job(), job.tenant()));
    }
  }
}
