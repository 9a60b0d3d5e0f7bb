package dev.rein.agent.cli;

import dev.rein.agent.view.JvmView;
import dev.rein.agent.view.terminal.Source;
import java.util.List;

/** The ledgers that the screen shows, read on each time it is drawn. */
final class LiveViews implements Source {
  private final JvmViews views;

  LiveViews(JvmViews views) {
    this.views = views;
  }

  @Override
  public List<JvmView> refresh() {
    views.refresh(event -> {});
    return views.all();
  }

  @Override
  public String warning() {
    return views.unsaid();
  }
}
