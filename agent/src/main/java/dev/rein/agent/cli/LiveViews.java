package dev.rein.agent.cli;

import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerUnreadableException;
import dev.rein.agent.view.JvmView;
import dev.rein.agent.view.terminal.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The ledgers that the screen shows, also of JVMs that start later. Whoever asks waits a moment
 * only: what is not read by then is read on the next time.
 */
final class LiveViews implements Source, AutoCloseable {
  /** Each open ledger holds files and memory. */
  static final int MOST = 100;

  /** The first screen may take a little longer, so that it is complete more often. */
  private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

  /** So many entries take a millisecond or two. */
  private static final int STEP = 1_000;

  private final FolderWatch watch;
  private final LongSupplier nanos;
  private final String place;
  private final Map<Path, JvmView> open = new LinkedHashMap<>();
  private final Set<Path> unreadable = new HashSet<>();
  private final Set<JvmView> behind = new HashSet<>();
  private final Set<JvmView> complete = new HashSet<>();
  private int leftOut;
  private boolean started;

  /**
   * @param place where the JVMs are looked for, for people
   * @param nanos a clock as {@link System#nanoTime}
   */
  LiveViews(FolderWatch.Lister lister, String place, LongSupplier nanos) {
    this.watch = new FolderWatch(lister, nanos);
    this.place = place;
    this.nanos = nanos;
  }

  @Override
  public List<JvmView> refresh(@Nullable JvmView selected) {
    long deadline = nanos.getAsLong() + (started ? TURN_NANOS : FIRST_NANOS);
    started = true;
    openNew(watch.folders(), selected, deadline);
    List<JvmView> views = sorted();
    List<JvmView> turns = new ArrayList<>(views);
    if (selected != null && turns.remove(selected)) {
      turns.add(0, selected);
    }
    turns.removeIf(complete::contains);
    turns.forEach(this::step);
    // The first is read to its end before the second, which nobody looks at.
    for (JvmView view : turns) {
      while (behind.contains(view) && nanos.getAsLong() - deadline < 0) {
        step(view);
      }
    }
    return views;
  }

  private void openNew(List<LedgerFolder> folders, @Nullable JvmView selected, long deadline) {
    List<LedgerFolder> readable =
        folders.stream().filter(folder -> !unreadable.contains(folder.path())).toList();
    List<LedgerFolder> wanted = readable.subList(0, Math.min(MOST, readable.size()));
    leftOut = readable.size() - wanted.size();
    boolean any = false;
    for (LedgerFolder folder : wanted) {
      boolean late = any && nanos.getAsLong() - deadline >= 0;
      if (!late && !open.containsKey(folder.path())) {
        open(folder);
        any = true;
      }
    }
    if (open.size() > MOST) {
      Set<Path> kept = wanted.stream().map(LedgerFolder::path).collect(Collectors.toSet());
      open.values().stream()
          .filter(view -> view != selected && !kept.contains(view.folder().path()))
          .toList()
          .forEach(this::forget);
    }
  }

  private void open(LedgerFolder folder) {
    try {
      open.put(folder.path(), JvmView.open(folder));
    } catch (LedgerUnreadableException e) {
      unreadable.add(folder.path());
      watch.say(String.valueOf(e.getMessage()));
    }
  }

  private void forget(JvmView view) {
    open.remove(view.folder().path());
    behind.remove(view);
    complete.remove(view);
    view.close();
  }

  private List<JvmView> sorted() {
    List<JvmView> views = new ArrayList<>(open.values());
    views.sort(
        Comparator.comparing((JvmView view) -> view.folder().meta().started())
            .thenComparing(view -> view.folder().path())
            .reversed());
    List<JvmView> ended = new ArrayList<>(views);
    views.removeIf(view -> !view.state().equals("running"));
    ended.removeAll(views);
    views.addAll(ended);
    return views;
  }

  private void step(JvmView view) {
    boolean runs = view.folder().meta().isProcessAlive();
    boolean end = true;
    try {
      end = view.refresh(STEP);
    } catch (LedgerUnreadableException e) {
      watch.say(String.valueOf(e.getMessage()));
    }
    if (end) {
      behind.remove(view);
      view.remarks().forEach(watch::say);
    } else {
      behind.add(view);
    }
    if (end && !runs) {
      complete.add(view);
    }
  }

  @Override
  public boolean isBehind(JvmView view) {
    return behind.contains(view);
  }

  @Override
  public int leftOut() {
    return leftOut;
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public String warning() {
    return watch.unsaid();
  }

  @Override
  public void close() {
    open.values().forEach(JvmView::close);
  }
}
