package dev.rein.agent.view.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** What to do while there is no JVM to look at. */
final class WaitingPane {
  private static final List<String> WORDS =
      List.of(
          "",
          "  This screen waits for the first one. Start a program under Rein:",
          "    rein run --policy rein.yaml -- java -jar agent.jar",
          "",
          "  or put one under Rein that runs already:",
          "    rein ps",
          "    rein attach PID --policy rein.yaml",
          "",
          "  Ledgers that are kept elsewhere: rein view --dir DIR");

  private WaitingPane() {}

  static List<AttributedString> lines(Look look, String place, int width) {
    List<AttributedString> lines = new ArrayList<>();
    lines.add(look.line("  No JVM has a ledger in " + place + " yet.", look.strong(), width));
    WORDS.forEach(line -> lines.add(look.line(line, look.plain(), width)));
    return lines;
  }
}
