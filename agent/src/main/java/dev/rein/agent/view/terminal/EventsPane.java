package dev.rein.agent.view.terminal;

import dev.rein.agent.view.Event;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** The last events, the newest lowest. */
final class EventsPane {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int ACCOUNT = 13;

  /** What was said within so many lines is said again. */
  private static final int NEAR = 10;

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
    List<Repeated> shown = grouped(events.stream().filter(wanted).toList());
    int room = Math.max(0, height - 1);
    int back = focused ? Math.min(state.place().offset(), Math.max(0, shown.size() - room)) : 0;
    int end = shown.size() - back;
    shown.subList(Math.max(0, end - room), end).forEach(one -> lines.add(line(one)));
    if (shown.isEmpty() && room > 0) {
      lines.add(look.line("  none", look.dim(), width));
    }
    return lines;
  }

  /** The same again and again is one line, so that it does not push the others out. */
  static List<Repeated> grouped(List<Event> events) {
    List<Repeated> groups = new ArrayList<>();
    for (Event event : events) {
      int times = 1;
      for (int i = groups.size() - 1; i >= Math.max(0, groups.size() - NEAR); i--) {
        if (groups.get(i).isLike(event)) {
          times = groups.remove(i).times() + 1;
          break;
        }
      }
      groups.add(new Repeated(event, times));
    }
    return groups;
  }

  AttributedString line(Repeated one) {
    Event event = one.last();
    String account =
        width < 70 ? "" : look.cell(Objects.requireNonNullElse(event.account(), ""), ACCOUNT) + " ";
    String start = look.fit("  " + TIME.format(event.timestamp()) + " " + account, width);
    String times = one.times() == 1 ? "" : " (" + one.times() + " times)";
    int room = width - Look.columns(start) - times.length();
    return new AttributedStringBuilder()
        .styled(look.dim(), start)
        .styled(look.ofSeverity(event.severity()), look.fit(event.message(), room))
        .styled(look.dim(), look.fit(times, width - Look.columns(start)))
        .toAttributedString();
  }

  /**
   * Events that say the same in a short time.
   *
   * @param last of them
   */
  record Repeated(Event last, int times) {
    boolean isLike(Event other) {
      return last.message().equals(other.message())
          && Objects.equals(last.account(), other.account());
    }
  }
}
