package dev.rein.agent.sample.children;

import java.util.ArrayList;
import java.util.List;

/** What a look has found, to be told when the trees are open to others again. */
final class Changes<T> {
  private final List<Change<T>> changes = new ArrayList<>(0);

  private record Change<T>(T owner, long millis, long resident) {}

  void add(T owner, long millis, long resident) {
    if (millis != 0 || resident != 0) {
      changes.add(new Change<>(owner, millis, resident));
    }
  }

  /** Memory that is not used any more goes first: what changes hands must not count twice. */
  void tell(TreeListener<T> listener) {
    for (Change<T> change : changes) {
      if (change.millis > 0) {
        listener.used(change.owner, change.millis);
      }
      if (change.resident < 0) {
        listener.resident(change.owner, change.resident);
      }
    }
    for (Change<T> change : changes) {
      if (change.resident > 0) {
        listener.resident(change.owner, change.resident);
      }
    }
  }
}
