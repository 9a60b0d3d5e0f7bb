package dev.rein.agent;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.text.CommandText;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes of what becomes of the host's processes what the ledger keeps of it. */
final class ProcessRecords {
  /** What each thread is about to start; a process that was quick cannot tell it any more. */
  private final Map<Thread, String[]> starting = new ConcurrentHashMap<>();

  /** This thread is let start a process. */
  void starting(@Nullable Object command) {
    if (command instanceof String[] words) {
      starting.put(Thread.currentThread(), words);
    }
  }

  /** The command of this thread's start, which has come to its end, well or not. */
  String command() {
    String[] words = starting.remove(Thread.currentThread());
    return words == null ? "" : CommandText.of(words);
  }

  static LedgerEntry started(Process process, String command) {
    return new LedgerEntry.ProcessStarted(now(), LedgerEvents.JVM, process.pid(), command);
  }

  static LedgerEntry ended(LiveProcesses.Spawned spawned) {
    Process process = spawned.process();
    return new LedgerEntry.ProcessEnded(
        now(), LedgerEvents.JVM, process.pid(), process.exitValue(), spawned.lifeMillis());
  }

  static LedgerEntry destroyed(ProcessHandle process, boolean forced) {
    String thread = Thread.currentThread().getName();
    return new LedgerEntry.ProcessDestroyed(now(), LedgerEvents.JVM, process.pid(), forced, thread);
  }

  private static long now() {
    return System.currentTimeMillis();
  }
}
