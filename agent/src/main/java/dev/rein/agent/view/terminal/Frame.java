package dev.rein.agent.view.terminal;

import dev.rein.agent.view.AccountState;
import dev.rein.agent.view.ResourceState;
import dev.rein.agent.view.SteeringState;
import dev.rein.agent.view.terminal.ScreenState.Mode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/** The lines around the panes: whose JVM it is, where in time, and what the keys may do. */
final class Frame {
  private static final List<Vital> VITALS =
      List.of(
          new Vital("cpu", "cpu.share"),
          new Vital("heap", "memory.heap"),
          new Vital("rss", "memory.rss"),
          new Vital("models", "llm.cost"),
          new Vital("tokens", "llm.tokens"),
          new Vital("threads", "threads.live"),
          new Vital("host cpu", "host.cpu"),
          new Vital("memory", "host.memory"),
          new Vital("disk free", "disk.free"),
          new Vital("processes", "processes.live"),
          new Vital("gc pauses", "gc.pause"));

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** What the keys do, the most useful first; shown as far as there is room. */
  private static final List<String> KEYS =
      List.of(
          "q quit",
          "? help",
          "Enter details",
          "s sort",
          "/ filter",
          "p pause",
          "r resume",
          "[ ] time",
          "Tab pane",
          "a approve",
          "d deny");

  private static final List<String> DETAIL_KEYS =
      List.of("q quit", "? help", "Esc back", "p pause", "r resume", "a approve", "d deny");

  private final Look look;
  private final int width;

  Frame(Look look, int width) {
    this.look = look;
    this.width = width;
  }

  AttributedString header(Scene.@Nullable Jvm jvm, Instant now) {
    String clock = EventsPane.TIME.format(now) + " UTC";
    if (jvm == null) {
      String text = look.cell("no JVM yet", width - clock.length());
      return look.line(text + clock, look.strong(), width);
    }
    String state = "  " + jvm.state() + "  ";
    int room = width - clock.length() - state.length();
    String name = look.fit(jvm.pid() + " " + jvm.main(), room);
    AttributedStyle style =
        jvm.runs() ? look.ofPhase("normal") : look.coloured(AttributedStyle.CYAN);
    return new AttributedStringBuilder()
        .styled(look.strong(), name)
        .styled(style, look.fit(state, width))
        .append(" ".repeat(Math.max(0, room - Look.columns(name))))
        .append(look.fit(clock, width))
        .toAttributedString();
  }

  AttributedString policy(Scene.@Nullable Jvm jvm) {
    if (jvm == null) {
      return AttributedString.EMPTY;
    }
    SteeringState steering = jvm.content().steering();
    SteeringState.PolicyState policy = steering.policy();
    String text = policy == null ? "policy: not told" : policy.source() + ", " + policy.mode();
    if (policy != null) {
      text = "policy: " + (policy.source().equals("no policy") ? "none, " + policy.mode() : text);
    }
    int waiting = steering.approvals().size();
    String calls = waiting == 1 ? "1 call waits" : waiting + " calls wait";
    String asks = waiting == 0 ? "" : calls + " for a yes (a) or no (d)";
    return new AttributedStringBuilder()
        .append(look.cell(text, width - asks.length()))
        .styled(look.ofPhase("warning"), look.fit(asks, width))
        .toAttributedString();
  }

  /** How the whole JVM and its machine are, as far as there is room. */
  AttributedString vitals(Scene.@Nullable Jvm jvm) {
    StringBuilder line = new StringBuilder();
    if (jvm != null) {
      jvm.content().accounts().stream()
          .filter(account -> account.parent() == null)
          .findFirst()
          .ifPresent(account -> VITALS.forEach(one -> one.addTo(line, account, width)));
    }
    return look.line(line.toString(), look.dim(), width);
  }

  /**
   * A figure that is always in sight.
   *
   * @param name what it is called there
   */
  private record Vital(String name, String resource) {
    void addTo(StringBuilder line, AccountState account, int width) {
      ResourceState state = account.resources().get(resource);
      // Most programs call no model.
      if (state == null || (resource.startsWith("llm.") && state.used() == 0)) {
        return;
      }
      String text = (line.isEmpty() ? "" : "  ") + name + " " + state.text(state.used());
      if (line.length() + text.length() <= width) {
        line.append(text);
      }
    }
  }

  /** A line from the ledger's beginning to its end, with a mark where one is. */
  AttributedString scrubber(Scene.@Nullable Jvm jvm, @Nullable Instant time, Instant now) {
    if (jvm == null) {
      return AttributedString.EMPTY;
    }
    Instant first = Instant.ofEpochMilli(jvm.first());
    Instant last = Instant.ofEpochMilli(jvm.last());
    boolean today =
        DAY.format(first).equals(DAY.format(now)) && DAY.format(last).equals(DAY.format(now));
    DateTimeFormatter format = today ? EventsPane.TIME : DAY_AND_TIME;
    String from = format.format(first) + " ";
    String to = " " + format.format(last);
    String where = time == null ? (jvm.runs() ? "  now" : "  end") : "  at " + format.format(time);
    if (jvm.reading()) {
      where = (time == null ? "" : where) + "  reading" + (look.unicode() ? "…" : "...");
    } else if (time != null) {
      where += " [ ] { } g";
    }
    int room = Math.max(1, width - from.length() - to.length() - where.length());
    long length = Math.max(1, jvm.last() - jvm.first());
    double part = time == null ? 1 : (double) (time.toEpochMilli() - jvm.first()) / length;
    int mark = (int) Math.round(Math.max(0, Math.min(1, part)) * (room - 1));
    String passed = look.unicode() ? "━" : "=";
    String knob = look.unicode() ? "●" : "o";
    String bar = passed.repeat(mark) + knob + look.rule().repeat(room - 1 - mark);
    AttributedStyle style = time == null ? look.dim() : look.coloured(AttributedStyle.YELLOW);
    return look.line(from + bar + to + where, style, width);
  }

  AttributedString status(ScreenState state, boolean any) {
    Order order = state.order();
    if (state.mode() == Mode.ASK && order != null) {
      // The answer's letters stay in sight however long the call is.
      String question = look.fit(order.question(), width - 4);
      return look.line(question + " y/n", look.strong(), width);
    }
    if (state.mode() == Mode.FILTER) {
      return look.line("/" + state.filter() + "_   Enter: keep, Esc: clear", look.strong(), width);
    }
    return state.status().isEmpty()
        ? look.line(
            keys(any ? (state.place().details() ? DETAIL_KEYS : KEYS) : KEYS.subList(0, 2)),
            look.dim(),
            width)
        : look.line(state.status(), look.strong(), width);
  }

  private String keys(List<String> all) {
    StringBuilder line = new StringBuilder();
    for (String key : all) {
      if (line.length() + 2 + key.length() > width) {
        break;
      }
      line.append(line.isEmpty() ? "" : "  ").append(key);
    }
    return line.toString();
  }
}
