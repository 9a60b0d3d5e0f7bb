package dev.rein.agent.view.terminal;

import dev.rein.agent.view.AccountState;
import dev.rein.agent.view.terminal.AccountRows.Row;
import dev.rein.agent.view.terminal.ScreenState.Mode;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jspecify.annotations.Nullable;

/** Makes the lines of the whole screen of what there is to see and what was chosen. */
final class Screen {
  static final int LEAST_WIDTH = 40;
  static final int LEAST_HEIGHT = 10;

  /** From here on events and hot spots are side by side. */
  private static final int WIDE = 120;

  /** From here on the details of the selected account are beside the tree. */
  private static final int VERY_WIDE = 160;

  /** From here on there is room for how the whole JVM and its machine are. */
  private static final int TALL = 16;

  private final Look look;
  private final int width;
  private final int height;

  Screen(Look look, int width, int height) {
    this.look = look;
    this.width = width;
    this.height = height;
  }

  /** As many lines as the screen has, none wider than it. */
  List<AttributedString> lines(ScreenState state, Scene scene) {
    if (width < LEAST_WIDTH || height < LEAST_HEIGHT) {
      return filled(tooSmall(), height);
    }
    Scene.Jvm jvm = scene.jvm(state.place().jvm());
    Frame frame = new Frame(look, width);
    List<AttributedString> lines = new ArrayList<>();
    lines.add(frame.header(jvm, scene.now()));
    lines.add(frame.policy(jvm));
    if (height >= TALL) {
      lines.add(frame.vitals(jvm));
    }
    int room = height - lines.size() - 2;
    lines.addAll(filled(middle(state, scene, jvm, room), room));
    lines.add(frame.scrubber(jvm, state.time(), scene.now()));
    lines.add(frame.status(state, jvm != null));
    return lines;
  }

  private List<AttributedString> tooSmall() {
    String text = width + "x" + height + " is too small:";
    return List.of(
        look.line(text, look.strong(), width),
        look.line("make it " + LEAST_WIDTH + "x" + LEAST_HEIGHT, look.plain(), width),
        look.line("(q quits)", look.dim(), width));
  }

  private List<AttributedString> middle(
      ScreenState state, Scene scene, Scene.@Nullable Jvm jvm, int room) {
    if (state.mode() == Mode.HELP) {
      return HelpPane.lines(look, width, room);
    }
    if (jvm == null) {
      return WaitingPane.lines(look, scene.place(), width);
    }
    List<Row> rows = AccountRows.of(jvm.content(), state.sort(), state.filter());
    AccountState selected = AccountRows.selected(state, jvm.content());
    Sparks sparks =
        new Sparks(jvm.content(), jvm.runs() ? scene.now().toEpochMilli() : 0, look.bars());
    if (state.place().details() && selected != null) {
      return new DetailsPane(look, sparks, width)
          .lines(selected, jvm.content(), scene.now(), state.place().offset(), true, room);
    }
    if (width >= VERY_WIDE && selected != null) {
      // The hot spots are among the details.
      int left = Math.min(WIDE - 1, width * 3 / 5);
      return beside(
          new Screen(look, left, height).panes(state, scene, jvm, rows, selected, sparks, room),
          left,
          new DetailsPane(look, sparks, width - left - 1)
              .lines(selected, jvm.content(), scene.now(), 0, false, room),
          room);
    }
    return panes(state, scene, jvm, rows, selected, sparks, room);
  }

  private List<AttributedString> panes(
      ScreenState state,
      Scene scene,
      Scene.Jvm jvm,
      List<Row> rows,
      @Nullable AccountState selected,
      Sparks sparks,
      int room) {
    List<AttributedString> lines = new ArrayList<>();
    if (scene.jvms().size() > 1) {
      int jvms = Math.min(scene.jvms().size() + 1, Math.max(3, room / 5));
      lines.addAll(new JvmsPane(look, width).lines(state, scene, jvms));
    }
    int left = room - lines.size();
    // Title, heads and a blank line; what the accounts do not need the events have.
    int above = Math.max(left / 3, Math.min(rows.size() + 3, left - Math.max(2, left / 3)));
    boolean money = rows.stream().anyMatch(row -> row.account().used(AccountsPane.MONEY) != 0);
    AccountsPane accounts = new AccountsPane(look, sparks, money, width);
    lines.addAll(filled(accounts.lines(state, rows, above), above));
    lines.addAll(lower(state, jvm, selected, left - above));
    return lines;
  }

  private List<AttributedString> lower(
      ScreenState state, Scene.Jvm jvm, @Nullable AccountState selected, int room) {
    if (width >= WIDE) {
      int left = width / 2;
      return beside(
          new EventsPane(look, left).lines(state, jvm.content().events(), room),
          left,
          new HotSpotsPane(look, width - left - 1).lines(state, selected, room),
          room);
    }
    return state.place().pane() == Pane.HOT_SPOTS
        ? new HotSpotsPane(look, width).lines(state, selected, room)
        : new EventsPane(look, width).lines(state, jvm.content().events(), room);
  }

  private static List<AttributedString> beside(
      List<AttributedString> left, int leftWidth, List<AttributedString> right, int room) {
    List<AttributedString> lines = new ArrayList<>();
    for (int i = 0; i < Math.min(room, Math.max(left.size(), right.size())); i++) {
      AttributedString one = i < left.size() ? left.get(i) : AttributedString.EMPTY;
      lines.add(
          new AttributedStringBuilder()
              .append(one)
              .append(" ".repeat(Math.max(0, leftWidth + 1 - Look.columns(one.toString()))))
              .append(i < right.size() ? right.get(i) : AttributedString.EMPTY)
              .toAttributedString());
    }
    return lines;
  }

  private static List<AttributedString> filled(List<AttributedString> lines, int height) {
    List<AttributedString> filled =
        new ArrayList<>(lines.subList(0, Math.max(0, Math.min(height, lines.size()))));
    while (filled.size() < height) {
      filled.add(AttributedString.EMPTY);
    }
    return filled;
  }
}
