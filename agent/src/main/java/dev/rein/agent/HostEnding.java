package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.HostThreads;
import dev.rein.hook.AgentThreads;
import dev.rein.hook.JobAccount;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Interrupts what a terminated account runs, and ends the JVM where the policy says so. */
final class HostEnding implements HostThreads {
  /** With which the JVM ends then; {@code rein run} has the same for a limit that was hit. */
  static final int EXIT_CODE = 5;

  private static final long LONGEST_EXIT = TimeUnit.SECONDS.toNanos(10);

  private final HostLedger ledger;

  HostEnding(HostLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public int interrupt(AccountLimits account) {
    return AgentThreads.interrupt(
        handle ->
            JobAccount.plain(handle) instanceof AtomicReference<?> reference
                && reference.get() instanceof AccountLimits limits
                && limits.isWithin(account));
  }

  @Override
  public void exit(String reason) {
    ledger.tell(reason + "; the JVM ends with exit code " + EXIT_CODE + ", as the policy says");
    SystemThreads.unstarted("rein-exit", () -> Runtime.getRuntime().exit(EXIT_CODE)).start();
    SystemThreads.unstarted("rein-halt", HostEnding::halt).start();
  }

  /** A shutdown hook of the host's may hang. */
  private static void halt() {
    long end = System.nanoTime() + LONGEST_EXIT;
    for (long left = LONGEST_EXIT; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    Runtime.getRuntime().halt(EXIT_CODE);
  }
}
