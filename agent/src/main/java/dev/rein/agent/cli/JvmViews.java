package dev.rein.agent.cli;

import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerUnreadableException;
import dev.rein.agent.view.Event;
import dev.rein.agent.view.JvmView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Several ledgers read together. What cannot be read is said on stderr, once. */
final class JvmViews implements AutoCloseable {
  private final List<JvmView> views = new ArrayList<>();
  private final Set<String> said = new HashSet<>();

  /**
   * @throws CommandFailure when there are ledgers and none of them can be read
   */
  JvmViews(List<LedgerFolder> folders) {
    String why = null;
    for (LedgerFolder folder : folders) {
      try {
        views.add(JvmView.open(folder));
      } catch (LedgerUnreadableException e) {
        why = e.getMessage();
        say(e.getMessage());
      }
    }
    if (views.isEmpty() && why != null) {
      throw new CommandFailure(ExitCode.FAILURE, "none of the ledgers can be read");
    }
  }

  List<JvmView> all() {
    return views;
  }

  /** Reads on in each. */
  void refresh(Consumer<Event> sink) {
    for (JvmView view : views) {
      try {
        view.refresh(sink);
      } catch (LedgerUnreadableException e) {
        say(e.getMessage());
      }
      view.remarks().forEach(this::say);
    }
  }

  /** The next event of one of them; null when there is none yet. */
  @Nullable Event next(JvmView view) {
    Event next = null;
    try {
      next = view.nextEvent();
    } catch (LedgerUnreadableException e) {
      say(e.getMessage());
    }
    if (next == null) {
      view.remarks().forEach(this::say);
    }
    return next;
  }

  /** True while one of the JVMs lives. */
  boolean isAnyRunning() {
    return views.stream().anyMatch(view -> view.state().equals("running"));
  }

  @Override
  public void close() {
    views.forEach(JvmView::close);
  }

  private void say(String line) {
    if (said.add(line)) {
      LedgerDir.warn(line);
    }
  }
}
