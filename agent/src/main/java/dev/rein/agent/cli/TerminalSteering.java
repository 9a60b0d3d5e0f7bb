package dev.rein.agent.cli;

import dev.rein.agent.control.ControlClient;
import dev.rein.agent.control.ControlException;
import dev.rein.agent.control.UnreachableException;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.view.terminal.Steering;
import java.util.List;

/** What the screen asks of a JVM, asked through its control socket. */
final class TerminalSteering implements Steering {
  private static final String REASON = "from rein view";

  @Override
  public String pause(LedgerFolder jvm, String account) {
    return answer(
        jvm,
        controls -> {
          controls.pause(account, REASON);
          return "paused " + account;
        });
  }

  @Override
  public String resume(LedgerFolder jvm, String account) {
    return answer(
        jvm, controls -> "resumed " + String.join(", ", controls.resume(account).accounts()));
  }

  @Override
  public String decide(LedgerFolder jvm, long number, boolean yes) {
    return answer(
        jvm,
        controls -> {
          List<Long> decided = controls.decide(number, yes);
          return decided.isEmpty()
              ? "call " + number + " does not wait any more"
              : (yes ? "approved call " : "denied call ") + number;
        });
  }

  private static String answer(LedgerFolder jvm, SteeredJvm.Question<String> question) {
    long pid = jvm.meta().pid();
    if (!jvm.meta().isProcessAlive()) {
      return "process " + pid + " has ended";
    }
    try {
      return question.ask(new ControlClient(jvm.path())) + " of " + pid;
    } catch (ControlException | UnreachableException e) {
      return pid + " did not do it: " + e.getMessage();
    }
  }
}
