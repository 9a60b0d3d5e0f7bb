package dev.rein.agent;

import dev.rein.agent.account.Account;
import dev.rein.agent.governor.Rules;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.text.CommandText;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes of what becomes of the host's processes what the ledger keeps of it. */
final class ProcessRecords {
  /** What each thread is about to start; a process that was quick cannot tell it any more. */
  private final Map<Thread, Starting> starting = new ConcurrentHashMap<>();

  /**
   * A process that is about to be started.
   *
   * @param match the rules that it falls under
   */
  record Starting(List<String> words, Rules.Match match) {
    private static final Starting UNKNOWN = new Starting(List.of(), Rules.Match.NONE);

    String command() {
      return CommandText.of(words.toArray(String[]::new));
    }
  }

  /** This thread is let start a process. */
  void starting(@Nullable Object command, Rules.Match match) {
    List<String> words = command instanceof String[] known ? List.of(known) : List.of();
    starting.put(Thread.currentThread(), new Starting(words, match));
  }

  /** What this thread was about to start, which has come to its end, well or not. */
  Starting started() {
    Starting known = starting.remove(Thread.currentThread());
    return known == null ? Starting.UNKNOWN : known;
  }

  static LedgerEntry started(Account account, Process process, String command) {
    return new LedgerEntry.ProcessStarted(now(), account.number(), process.pid(), command);
  }

  static LedgerEntry ended(LiveProcesses.Spawned spawned) {
    Process process = spawned.process();
    return new LedgerEntry.ProcessEnded(
        now(),
        spawned.limits().account().number(),
        process.pid(),
        process.exitValue(),
        spawned.lifeMillis());
  }

  static LedgerEntry destroyed(Account account, ProcessHandle process, boolean forced) {
    String thread = Thread.currentThread().getName();
    return new LedgerEntry.ProcessDestroyed(now(), account.number(), process.pid(), forced, thread);
  }

  private static long now() {
    return System.currentTimeMillis();
  }
}
