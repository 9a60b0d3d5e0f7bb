package dev.rein.agent.replay;

import dev.rein.agent.policy.Policy;
import java.util.List;

/**
 * What a policy would have done to the program of a ledger.
 *
 * @param policy as its file says; judged as if its mode were {@code enforce}
 * @param peopleSayYes whether paused accounts counted as resumed at once, and calls as approved
 * @param findings one for each limit of each account and each rule that could be tried
 * @param calls the first calls that would have been stopped
 * @param moreCalls how many such lines there would be besides
 * @param accuracy sentences on how exact this is
 * @param notJudged what of the policy could not be tried on this ledger, and why
 */
public record ReplayReport(
    Recording recording,
    Policy policy,
    boolean peopleSayYes,
    List<Finding> findings,
    List<Incident> calls,
    long moreCalls,
    List<String> accuracy,
    List<String> notJudged) {
  public ReplayReport {
    findings = List.copyOf(findings);
    calls = List.copyOf(calls);
    accuracy = List.copyOf(accuracy);
    notJudged = List.copyOf(notJudged);
  }

  /** When it would first have stopped or ended something; -1 for never. */
  public long firstStop() {
    long first = -1;
    for (Finding finding : findings) {
      Long at = finding.firstAt();
      first = at != null && (first < 0 || at < first) ? at : first;
    }
    return first;
  }
}
