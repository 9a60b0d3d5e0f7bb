package dev.rein.agent.view.web;

import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerUnreadableException;
import dev.rein.agent.view.Event;
import dev.rein.agent.view.JvmView;
import dev.rein.agent.view.web.Snapshot.Jvm;
import dev.rein.agent.view.web.Snapshot.Told;
import dev.rein.agent.view.web.Snapshot.Totals;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Follows all ledgers of a folder on one thread and publishes what they say. The newest {@value
 * #MOST_JVMS} are told; that of a dead JVM is read once and closed.
 */
public final class LedgerWatch implements AutoCloseable {
  static final int MOST_JVMS = 50;
  private static final int MOST_EVENTS = 1_000;
  private static final int MOST_PROBLEMS = 50;

  private final Path dir;
  private final Clock clock;
  private final Consumer<String> remarks;
  private final Map<Path, JvmReading> open = new HashMap<>();
  private final Map<Path, Jvm> known = new HashMap<>();
  private final Map<Path, String> broken = new HashMap<>();
  private final Deque<Told> events = new ArrayDeque<>();
  private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
  private Totals totals = new Totals(0, 0, 0);
  private long told;
  private boolean failed;
  private volatile Snapshot snapshot = Snapshot.NOTHING;
  private final Thread thread = new Thread(this::run, "rein-serve-ledgers");

  /**
   * @param remarks takes a line, once, for what should never happen
   */
  public LedgerWatch(Path dir, Clock clock, Consumer<String> remarks) {
    this.dir = dir;
    this.clock = clock;
    this.remarks = remarks;
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  Snapshot snapshot() {
    return snapshot;
  }

  /** Takes each snapshot on the reading thread; must not block. */
  void listen(Consumer<Snapshot> listener) {
    listeners.add(listener);
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        lookSafely();
        TimeUnit.SECONDS.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.values().forEach(JvmReading::close);
    }
  }

  /** Whatever goes wrong, the next look may go well; till then what was known stays, marked so. */
  private void lookSafely() {
    try {
      look();
      failed = false;
    } catch (Throwable e) {
      String line = "cannot look at the ledgers: " + e;
      if (!failed) {
        failed = true;
        remarks.accept(line);
      }
      snapshot = snapshot.with(line);
    }
  }

  /** Reads everything on and publishes it. */
  void look() {
    List<String> problems = new ArrayList<>();
    List<Jvm> jvms = new ArrayList<>();
    try {
      List<LedgerFolder> all = LedgerFolder.list(dir, problems::add);
      List<LedgerFolder> newest = all.subList(0, Math.min(all.size(), MOST_JVMS));
      newest.forEach(folder -> add(folder, jvms, problems));
      forgetOthers(newest.stream().map(LedgerFolder::path).toList());
    } catch (LedgerUnreadableException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    snapshot =
        new Snapshot(
            clock.instant(),
            List.copyOf(problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS))),
            List.copyOf(jvms),
            List.copyOf(events),
            totals);
    listeners.forEach(listener -> listener.accept(snapshot));
  }

  private void forgetOthers(List<Path> newest) {
    known.keySet().retainAll(newest);
    broken.keySet().retainAll(newest);
    open.entrySet()
        .removeIf(
            entry -> {
              boolean old = !newest.contains(entry.getKey());
              if (old) {
                entry.getValue().close();
              }
              return old;
            });
  }

  private void add(LedgerFolder folder, List<Jvm> jvms, List<String> problems) {
    Path path = folder.path();
    Jvm last = known.get(path);
    String why = broken.get(path);
    if (why != null) {
      problems.add(why);
    }
    if (last != null && (why != null || !last.running())) {
      jvms.add(last);
    } else if (why == null) {
      readOn(folder, jvms, problems);
    }
  }

  private void readOn(LedgerFolder folder, List<Jvm> jvms, List<String> problems) {
    Path path = folder.path();
    try {
      JvmReading reading = open.get(path);
      if (reading == null) {
        reading = new JvmReading(JvmView.open(folder));
        open.put(path, reading);
      }
      Jvm jvm = reading.readOn(event -> tell(folder.meta().pid(), event));
      problems.addAll(reading.remarks());
      known.put(path, jvm);
      jvms.add(jvm);
      if (!jvm.running()) {
        reading.close();
        open.remove(path);
      }
    } catch (LedgerUnreadableException e) {
      problems.add(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // One broken ledger must not end the view of all others, nor be read anew each second.
      String line = "the ledger " + path + " is read no further: " + e;
      broken.put(path, line);
      JvmReading reading = open.remove(path);
      if (reading != null) {
        reading.close();
      }
      problems.add(line);
      remarks.accept(line);
    }
  }

  private void tell(long pid, Event event) {
    if (event.isRoutine()) {
      // Each JVM keeps its last ones; here they would leave room for nothing else.
      return;
    }
    told++;
    events.addLast(new Told(told, pid, event));
    if (events.size() > MOST_EVENTS) {
      events.removeFirst();
    }
    if (event.type().equals("phase.changed")) {
      totals = totals.with(String.valueOf(event.details().get("to")));
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
