package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.Approval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which policy a JVM is held to, and which of its calls wait for a person, so far. */
public final class SteeringState {
  /** More than anybody answers; a bound for broken ledgers. */
  private static final int MAX_APPROVALS = 1000;

  /**
   * The policy that holds.
   *
   * @param source where it came from, for people
   */
  public record PolicyState(String source, String mode) {}

  private final Map<Long, Approval> approvals = new LinkedHashMap<>();
  private @Nullable PolicyState policy;
  private LedgerEntry.@Nullable PolicyChanged lastChange;
  private long pid;

  void apply(LedgerEntry entry) {
    if (entry instanceof LedgerEntry.Started started) {
      pid = started.pid();
      policy = new PolicyState(started.policy(), started.mode());
    } else if (entry instanceof LedgerEntry.PolicyChanged change) {
      lastChange = change;
      if (change.accepted()) {
        policy = new PolicyState(change.source(), change.mode());
      }
    } else if (entry instanceof Approval approval) {
      apply(approval);
    }
  }

  private void apply(Approval approval) {
    if (approval.step() != Approval.Step.ASKED) {
      approvals.remove(approval.number());
    } else if (approvals.size() < MAX_APPROVALS) {
      approvals.put(approval.number(), approval);
    }
  }

  /** Nobody can answer any more. */
  void end() {
    approvals.clear();
  }

  /** Of the JVM; 0 when the ledger does not say. */
  public long pid() {
    return pid;
  }

  /** Null when the ledger does not say. */
  public @Nullable PolicyState policy() {
    return policy;
  }

  /** The last time that another policy was to hold, whether it does or not. */
  public LedgerEntry.@Nullable PolicyChanged lastChange() {
    return lastChange;
  }

  /** Those that nobody has answered, oldest first. */
  public List<Approval> approvals() {
    return new ArrayList<>(approvals.values());
  }
}
