package dev.rein.agent.view.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The JVMs, a line each, when there are several. */
final class JvmsPane {
  private static final int PID = 10;
  private static final int STATE = 9;
  private static final int PHASE = 14;
  private static final int ASKS = 7;

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
    String besides = scene.leftOut() == 0 ? "" : ", " + scene.leftOut() + " more not shown";
    lines.add(look.title(scene.jvms().size() + " JVMs" + besides, focused, width));
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
    AttributedStyle style = jvm.runs() ? look.plain() : look.dim();
    style = selected ? look.strong() : style;
    String phase = jvm.worstPhase();
    int asks = jvm.content().steering().approvals().size();
    int room = Math.max(0, width - PID - STATE - PHASE - ASKS);
    return new AttributedStringBuilder()
        .styled(selected ? look.chosen() : style, look.cell(mark + jvm.pid(), PID))
        .styled(style, look.cell(" " + jvm.state(), STATE))
        .styled(style, look.cell(jvm.main(), room))
        .styled(jvm.runs() ? look.ofPhase(phase) : look.dim(), look.cell(" " + phase, PHASE))
        .styled(look.ofPhase("warning"), look.cell(asks == 0 ? "" : asks + " ask", ASKS))
        .toAttributedString();
  }
}
