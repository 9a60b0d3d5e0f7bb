package dev.rein.agent.control;

import dev.rein.api.Deliverable;
import dev.rein.api.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Controls of a JVM with three accounts, that remember what they were told. */
final class RecordedControls implements Controls {
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  final Map<String, Boolean> paused = Collections.synchronizedMap(new LinkedHashMap<>());
  final List<PendingApproval> waiting = Collections.synchronizedList(new ArrayList<>());

  RecordedControls() {
    for (String account : List.of("jvm", "lead", "lead/coder")) {
      paused.put(account, false);
    }
  }

  static PendingApproval approval(long number) {
    return new PendingApproval(
        number,
        "lead/coder",
        "aws ec2 run-instances",
        "rule rein.yaml:17",
        "3.06/h",
        Instant.parse("2026-11-21T03:03:34Z"));
  }

  @Override
  public void pause(String account, String reason, String by) throws ControlException {
    check(account);
    paused.put(account, true);
    calls.add("pause " + account + " [" + reason + "] by " + by);
  }

  @Override
  public void resume(String account, String by) throws ControlException {
    check(account);
    paused.put(account, false);
    calls.add("resume " + account + " by " + by);
  }

  @Override
  public void terminate(String account, String reason, String by) throws ControlException {
    check(account);
    calls.add("terminate " + account + " [" + reason + "] by " + by);
  }

  @Override
  public void deliver(
      String account, Deliverable kind, String description, List<String> artifacts, String by)
      throws ControlException {
    check(account);
    calls.add(
        "deliver " + account + " " + kind + " [" + description + "] " + artifacts + " by " + by);
  }

  @Override
  public void limit(String account, Resource resource, String kind, long max, String by)
      throws ControlException {
    check(account);
    calls.add("limit " + account + " " + resource + " [" + kind + "] " + max + " by " + by);
  }

  @Override
  public List<PendingApproval> approvals() {
    return List.copyOf(waiting);
  }

  @Override
  public void decide(long number, boolean approved, String by) throws ControlException {
    if (!waiting.removeIf(approval -> approval.number() == number)) {
      throw new ControlException("no call " + number + " waits; `rein approve PID` lists them");
    }
    calls.add((approved ? "approve " : "deny ") + number + " by " + by);
  }

  @Override
  public List<AccountStatus> accounts() {
    List<AccountStatus> all = new ArrayList<>();
    paused.forEach(
        (id, isPaused) -> {
          int slash = id.lastIndexOf('/');
          String parent = id.equals("jvm") ? null : slash < 0 ? "jvm" : id.substring(0, slash);
          all.add(
              new AccountStatus(
                  id, parent, "normal", isPaused, "standard", 1, 0, Map.of("files.read", 3L)));
        });
    return all;
  }

  private void check(String account) throws ControlException {
    if (account.equals("broken")) {
      throw new IllegalStateException("broken");
    }
    if (!paused.containsKey(account)) {
      throw new ControlException("there is no account " + account);
    }
  }
}
