package dev.rein.agent.governor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** The last calls of tools of one account, each as a number that stands for it. Any thread. */
final class LastTools {
  /** So many are looked at: two calls that take turns are a loop as well as one alone. */
  static final int LENGTH = 20;

  private final Deque<Long> calls = new ArrayDeque<>();
  private final Set<Long> noticed = new HashSet<>();

  /** Adds a call and tells how often it is among the last by now. */
  synchronized int add(long call) {
    if (calls.size() == LENGTH) {
      forget(calls.removeFirst());
    }
    calls.addLast(call);
    return count(call);
  }

  /** How often a call that goes on is among the last: it stays one of them whatever happens. */
  synchronized int countWith(long call) {
    return calls.contains(call) ? count(call) : add(call);
  }

  /** The last call of this kind did not happen. */
  synchronized void remove(long call) {
    if (calls.removeLastOccurrence(call)) {
      forget(call);
    }
  }

  private void forget(long call) {
    if (!calls.contains(call)) {
      noticed.remove(call);
    }
  }

  private int count(long call) {
    int times = 0;
    for (long one : calls) {
      times += one == call ? 1 : 0;
    }
    return times;
  }

  /** True once for a call, until it is not among the last any more. */
  synchronized boolean isFirstNotice(long call) {
    return noticed.add(call);
  }

  /** All begins anew. */
  synchronized void clear() {
    calls.clear();
    noticed.clear();
  }
}
