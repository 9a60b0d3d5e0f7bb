package dev.rein.agent.view.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** What the keys do. */
final class HelpPane {
  private static final List<String> KEYS =
      List.of(
          "up down j k     move; PgUp PgDn Home: far",
          "left right      another JVM",
          "Enter           details of the account",
          "Esc Backspace   back",
          "Tab             accounts, events, hot spots, JVMs",
          "s               sort: tree, cpu, memory, refusals, name",
          "/               filter by text; Esc clears it",
          "p  r            pause, resume the account",
          "a  d            approve, deny its oldest call that waits",
          "[  ]            back and forth in time; {  } by a tenth",
          "g End           back to now",
          "q Ctrl-C        quit");

  private HelpPane() {}

  static List<AttributedString> lines(Look look, int width, int height) {
    List<AttributedString> lines = new ArrayList<>();
    lines.add(look.title("keys (any key goes back)", true, width));
    KEYS.stream()
        .limit(Math.max(0, height - 1))
        .forEach(line -> lines.add(look.line("  " + line, look.plain(), width)));
    return lines;
  }
}
