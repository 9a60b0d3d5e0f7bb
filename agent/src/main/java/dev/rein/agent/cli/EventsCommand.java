package dev.rein.agent.cli;

import dev.rein.agent.view.Event;
import dev.rein.agent.view.ViewJson;
import dev.rein.agent.view.ViewText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Option(names = "--follow", description = "Goes on until the JVMs have ended or Ctrl-C.")
  private boolean follow;

  @Override
  public Integer call() throws InterruptedException {
    try (JvmViews views = new JvmViews(dir.find(target))) {
      boolean running;
      do {
        // Looked at before reading on, so that nothing written before the end is missed.
        running = follow && views.isAnyRunning();
        List<Event> fresh = new ArrayList<>();
        views.refresh(fresh::add);
        fresh.sort(Comparator.comparing(Event::timestamp));
        fresh.forEach(event -> Stdout.line(json ? ViewJson.line(event) : ViewText.line(event)));
        running &= Stdout.flush();
        if (running) {
          TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
      } while (running);
    }
    return ExitCode.OK;
  }
}
