package dev.rein.agent;

import dev.rein.api.Phase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What has happened lately, for who asks from within the JVM. Bounded. Any thread. */
final class History {
  /** Changes of phase that are remembered; of older ones nothing is told any more. */
  private static final int MOST_CHANGES = 10_000;

  private static final int MOST_EVENTS = 100;

  private final Deque<Change> changes = new ArrayDeque<>();
  private final Deque<Event> events = new ArrayDeque<>();
  private final PhaseListeners listeners;

  History(PhaseListeners listeners) {
    this.listeners = listeners;
  }

  /** Something that happened, {@code at} in milliseconds since 1970. */
  record Event(long at, String account, String type, String message) {}

  private record Change(long at, Phase from, Phase to) {}

  synchronized void add(long at, String account, String type, String message) {
    events.addLast(new Event(at, account, type, message.strip()));
    if (events.size() > MOST_EVENTS) {
      events.removeFirst();
    }
  }

  void phaseChanged(long at, String account, Phase from, Phase to, String reason) {
    synchronized (this) {
      changes.addLast(new Change(at, from, to));
      if (changes.size() > MOST_CHANGES) {
        changes.removeFirst();
      }
      add(at, account, "phase.changed", from.label() + " -> " + to.label() + ": " + reason);
    }
    listeners.tell(account, from, to, reason, at);
  }

  /** How often an account has come into a phase from a lower one. */
  synchronized long entered(Phase phase, long since) {
    return changes.stream()
        .filter(c -> c.at >= since && c.to == phase && c.from.compareTo(phase) < 0)
        .count();
  }

  /** The latest, oldest first. */
  synchronized List<Event> events(long since) {
    List<Event> all = new ArrayList<>(events);
    all.removeIf(event -> event.at < since);
    return all;
  }
}
