package dev.rein.agent.view.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** The JVMs, a line each, when there are several. */
final class JvmsPane {
  private final Look look;
  private final int width;

  JvmsPane(Look look, int width) {
    this.look = look;
    this.width = width;
  }

  /** At most so many lines, the first a title. */
  List<AttributedString> lines(ScreenState state, Scene scene, int height) {
    List<AttributedString> lines = new ArrayList<>();
    boolean focused = state.place().pane() == Pane.JVMS;
    lines.add(look.title(scene.jvms().size() + " JVMs", focused, width));
    int room = Math.max(0, height - 1);
    int selected = state.place().jvm();
    int from = Math.max(0, Math.min(selected - room / 2, scene.jvms().size() - room));
    for (int i = from; i < Math.min(scene.jvms().size(), from + room); i++) {
      lines.add(line(scene.jvms().get(i), i == selected));
    }
    return lines;
  }

  private AttributedString line(Scene.Jvm jvm, boolean selected) {
    String mark = selected ? (look.unicode() ? "▸ " : "> ") : "  ";
    String text = mark + jvm.pid() + "  " + look.cell(jvm.state(), 8) + " " + jvm.main();
    AttributedStyle style = jvm.runs() ? look.plain() : look.dim();
    return look.line(text, selected ? look.chosen(style) : style, width);
  }
}
