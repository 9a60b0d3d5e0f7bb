package dev.rein.agent.replay;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.Governor;
import dev.rein.agent.governor.Rules;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.policy.Price;
import dev.rein.agent.policy.Rule;
import dev.rein.api.Resource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Starts and ends of processes, which the ledger has one by one. */
final class Processes {
  /** Those that are not known to end are forgotten, the oldest first. */
  private static final int MOST = 100_000;

  private final Governor governor;
  private final Judge judge;
  private final Map<Long, Live> live = new LinkedHashMap<>();
  private long judged;

  /** A process that would have been started. */
  private record Live(AccountLimits account, Rules.Match match) {}

  Processes(Governor governor, Judge judge) {
    this.governor = governor;
    this.judge = judge;
  }

  void started(AccountLimits account, LedgerEntry.ProcessStarted entry) {
    judged++;
    String command = entry.command();
    Rules.Match match = match(Rule.Subject.PROCESS, command, account);
    Attempt attempt =
        Attempt.of(1, Resource.PROCESSES_SPAWNED, Resource.PROCESSES_LIVE).about(command, match);
    if (judge.judge(account, attempt) > 0) {
      live.put(entry.pid(), new Live(account, match));
      if (live.size() > MOST) {
        end(live.keySet().iterator().next(), 0);
      }
    }
  }

  /** One that would have been refused has not been started. */
  void ended(LedgerEntry.ProcessEnded entry) {
    end(entry.pid(), entry.lifeMillis());
  }

  private void end(long pid, long lifeMillis) {
    Live process = live.remove(pid);
    if (process == null) {
      return;
    }
    governor.engine().giveBack(process.account, Resource.PROCESSES_LIVE);
    governor.engine().giveBack(process.match, true);
    long cost = Price.ofTime(process.match.perHour(), lifeMillis);
    if (cost > 0) {
      long unused =
          judge.judge(
              process.account, Attempt.afterwards(Math.min(cost, Tallies.MOST), Resource.COST));
    }
  }

  Rules.Match match(Rule.Subject subject, String text, AccountLimits account) {
    Rules rules = governor.engine().rules();
    return rules.hasAny(subject) ? rules.match(subject, text, account) : Rules.Match.NONE;
  }

  long judged() {
    return judged;
  }
}
