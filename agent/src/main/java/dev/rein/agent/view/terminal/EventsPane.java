package dev.rein.agent.view.terminal;

import dev.rein.agent.view.Event;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** The last events, the newest lowest. */
final class EventsPane {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Look look;
  private final int width;

  EventsPane(Look look, int width) {
    this.look = look;
    this.width = width;
  }

  /** At most so many lines, the first a title. */
  List<AttributedString> lines(ScreenState state, List<Event> events, int height) {
    boolean focused = state.place().pane() == Pane.EVENTS;
    List<AttributedString> lines = new ArrayList<>();
    lines.add(look.title("events", focused, width));
    Predicate<Event> wanted =
        event ->
            AccountRows.matches(event.message(), state.filter())
                || AccountRows.matches(String.valueOf(event.account()), state.filter());
    List<Event> shown = events.stream().filter(wanted).toList();
    int room = Math.max(0, height - 1);
    int back = focused ? Math.min(state.place().offset(), Math.max(0, shown.size() - room)) : 0;
    int end = shown.size() - back;
    shown.subList(Math.max(0, end - room), end).forEach(event -> lines.add(line(event)));
    return lines;
  }

  AttributedString line(Event event) {
    String time = look.fit("  " + TIME.format(event.timestamp()) + " ", width);
    return new AttributedStringBuilder()
        .styled(look.dim(), time)
        .styled(
            look.ofSeverity(event.severity()),
            look.fit(event.message(), width - Look.columns(time)))
        .toAttributedString();
  }
}
