package dev.rein.agent.view.terminal;

import dev.rein.agent.ledger.LedgerEntry.HotSpot;
import dev.rein.agent.ledger.LedgerEntry.HotSpots.Subject;
import dev.rein.agent.view.AccountState;
import dev.rein.agent.view.HotName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/** What the CPU time and the memory of one account go to, side by side. */
final class HotSpotsPane {
  private final Look look;
  private final int width;

  HotSpotsPane(Look look, int width) {
    this.look = look;
    this.width = width;
  }

  /** At most so many lines, the first a title. */
  List<AttributedString> lines(ScreenState state, @Nullable AccountState account, int height) {
    boolean focused = state.place().pane() == Pane.HOT_SPOTS;
    String of = account == null ? "" : " of " + account.id();
    List<AttributedString> all = account == null ? List.of() : rows(account);
    int room = Math.max(0, height - 1);
    int from = focused ? Math.min(state.place().offset(), Math.max(0, all.size() - room)) : 0;
    List<AttributedString> lines = new ArrayList<>();
    lines.add(look.title("hot spots" + of, focused, width));
    lines.addAll(all.subList(from, Math.min(all.size(), from + room)));
    return lines;
  }

  /** All of them, without a title. */
  List<AttributedString> rows(AccountState account) {
    List<AttributedString> rows = new ArrayList<>();
    if (!account.hasHotSpots()) {
      rows.add(look.line("  nothing sampled yet", look.dim(), width));
      return rows;
    }
    int left = width / 2;
    rows.add(look.line(look.cell("  cpu", left) + "  allocated", look.dim(), width));
    List<HotSpot> methods = account.hotSpots(Subject.METHOD);
    List<HotSpot> allocations = account.hotSpots(Subject.ALLOCATION);
    for (int i = 0; i < Math.max(methods.size(), allocations.size()); i++) {
      String line = look.cell(spot(methods, i, left), left) + spot(allocations, i, width - left);
      rows.add(look.line(line, look.plain(), width));
    }
    for (HotSpot thread : account.hotSpots(Subject.THREAD)) {
      String line = percent(thread) + " thread " + thread.name();
      rows.add(look.line(line, look.plain(), width));
    }
    return rows;
  }

  private static String spot(List<HotSpot> spots, int place, int room) {
    return place < spots.size()
        ? percent(spots.get(place))
            + " "
            + HotName.of(spots.get(place).name(), Math.max(4, room - 8))
        : "";
  }

  private static String percent(HotSpot spot) {
    int percent = Math.min(1000, spot.perMille()) / 10;
    return String.format(Locale.ROOT, "  %4s", percent < 1 ? "<1%" : percent + "%");
  }
}
