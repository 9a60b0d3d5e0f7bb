package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry.HookState;
import dev.rein.agent.ledger.LedgerEntry.HookState.State;
import dev.rein.agent.ledger.LedgerMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is intercepted in JVMs and what is not, as lines for people, safe for any terminal. */
public final class CoverageText {
  private CoverageText() {}

  /** All JVMs; lines without their ends, not cut: a method's name is of no use in half. */
  public static List<String> lines(List<JvmView> jvms) {
    List<String> lines = new ArrayList<>();
    if (jvms.isEmpty()) {
      lines.add("no JVM has a ledger here");
    }
    for (JvmView jvm : jvms) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      LedgerMeta meta = jvm.folder().meta();
      lines.add(meta.pid() + " " + Printable.of(meta.main()) + "  " + jvm.state());
      hooks(jvm.content().coverage(), lines);
      attribution(Attribution.of(jvm.content().accounts()), lines);
      libraries(jvm.content().coverage().libraries(), lines);
      lines.add("not intercepted");
      for (KnownGap gap : KnownGap.values()) {
        lines.add("  " + gap.what() + ": " + gap.why());
      }
    }
    return lines;
  }

  private static void hooks(CoverageState coverage, List<String> lines) {
    if (!coverage.isKnown()) {
      lines.add("its ledger does not say yet which hooks are in");
      return;
    }
    lines.add("hooks" + counts(coverage.areas().values().stream().flatMap(List::stream).toList()));
    for (Map.Entry<String, List<HookState>> area : coverage.areas().entrySet()) {
      lines.add("  " + Printable.of(area.getKey()) + counts(area.getValue()));
    }
    if (!coverage.missing().isEmpty()) {
      lines.add("missing");
      for (HookState hook : coverage.missing()) {
        lines.add("  " + Printable.of(hook.hook()) + ": " + Printable.of(hook.reason()));
      }
    }
    if (!coverage.switchedOff().isEmpty()) {
      lines.add("switched off after failures");
      coverage.switchedOff().forEach(off -> lines.add("  " + Printable.of(off)));
    }
  }

  private static String counts(List<HookState> hooks) {
    StringBuilder text = new StringBuilder();
    count(hooks, State.INSTALLED, "installed", text);
    count(hooks, State.WAITING, "waiting for their class", text);
    count(hooks, State.OTHER_VERSION, "for other versions", text);
    count(hooks, State.MISSING, "missing", text);
    return text.toString();
  }

  private static void count(List<HookState> hooks, State state, String word, StringBuilder text) {
    long count = CoverageState.count(hooks, state);
    if (count > 0) {
      text.append(text.length() == 0 ? ": " : ", ").append(count).append(' ').append(word);
    }
  }

  private static void attribution(List<Attribution> resources, List<String> lines) {
    if (resources.isEmpty()) {
      return;
    }
    lines.add("not attributed to an agent");
    for (Attribution resource : resources) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %s: %s of %s, %d%%",
              Printable.of(resource.resource()),
              Amount.of(resource.unattributed(), resource.unit()),
              Amount.of(resource.used(), resource.unit()),
              Math.round(100 * resource.share())));
    }
  }

  private static void libraries(List<String> libraries, List<String> lines) {
    if (!libraries.isEmpty()) {
      lines.add("native libraries the program has loaded");
      libraries.forEach(library -> lines.add("  " + Printable.of(library)));
    }
  }
}
