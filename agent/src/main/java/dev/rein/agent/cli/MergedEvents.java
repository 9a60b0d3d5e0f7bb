package dev.rein.agent.cli;

import dev.rein.agent.view.Event;
import dev.rein.agent.view.EventFilter;
import dev.rein.agent.view.JvmView;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * What is new in several ledgers, oldest first. Each ledger is read no further than to its next
 * event, so that nothing has to be kept.
 */
final class MergedEvents {
  private record Head(Event event, JvmView view, int place) {}

  private final JvmViews views;
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(
          Comparator.comparing((Head head) -> head.event().timestamp())
              .thenComparingInt(Head::place));

  MergedEvents(JvmViews views) {
    this.views = views;
  }

  /** Hands over those that the filter accepts. */
  void forEach(EventFilter filter, Consumer<Event> sink) {
    for (int place = 0; place < views.all().size(); place++) {
      advance(views.all().get(place), place);
    }
    for (Head head = heads.poll(); head != null; head = heads.poll()) {
      if (filter.accepts(head.event(), head.view().content().parents())) {
        sink.accept(head.event());
      }
      advance(head.view(), head.place());
    }
  }

  private void advance(JvmView view, int place) {
    Event next = views.next(view);
    if (next != null) {
      heads.add(new Head(next, view, place));
    }
  }
}
