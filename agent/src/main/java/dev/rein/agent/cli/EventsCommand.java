package dev.rein.agent.cli;

import dev.rein.agent.view.Event;
import dev.rein.agent.view.EventFilter;
import dev.rein.agent.view.ViewCsv;
import dev.rein.agent.view.ViewJson;
import dev.rein.agent.view.ViewText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rein events}: what happened, one line each, oldest first. */
@Command(name = "events", description = "Prints limit events, phases and notices, a line each.")
final class EventsCommand implements Callable<Integer> {
  private static final long LOOK_EVERY_MILLIS = 200;

  @Parameters(
      arity = "0..1",
      paramLabel = "PID|FOLDER",
      description = "A JVM or a ledger's folder; else all in the folder of ledgers.")
  private @Nullable String target;

  @Mixin private LedgerDir dir;

  @Mixin private EventOptions options;

  @ArgGroup private DataForm form = new DataForm();

  @Option(names = "--follow", description = "Goes on until the JVMs have ended or Ctrl-C.")
  private boolean follow;

  @Override
  public Integer call() throws InterruptedException {
    EventFilter filter = options.filter();
    int limit = options.limit();
    try (JvmViews views = new JvmViews(dir.find(target))) {
      if (form.isCsv()) {
        Stdout.line(ViewCsv.eventHeading());
      }
      // Looked at before reading on, so that nothing written before the end is missed.
      boolean running = follow && views.isAnyRunning();
      last(views, filter, limit);
      running &= Stdout.flush();
      while (running) {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        running = views.isAnyRunning();
        new MergedEvents(views).forEach(filter, this::print);
        running &= Stdout.flush();
      }
    }
    return ExitCode.OK;
  }

  /** Those that are there already; of a large ledger no more is kept than is printed. */
  private void last(JvmViews views, EventFilter filter, int limit) {
    if (limit == Integer.MAX_VALUE) {
      new MergedEvents(views).forEach(filter, this::print);
      return;
    }
    Deque<Event> last = new ArrayDeque<>();
    new MergedEvents(views)
        .forEach(
            filter,
            event -> {
              if (last.size() == limit) {
                last.removeFirst();
              }
              last.addLast(event);
            });
    last.forEach(this::print);
  }

  private void print(Event event) {
    if (form.isCsv()) {
      Stdout.line(ViewCsv.row(event));
    } else {
      Stdout.line(form.isJson() ? ViewJson.line(event) : ViewText.line(event));
    }
  }
}
