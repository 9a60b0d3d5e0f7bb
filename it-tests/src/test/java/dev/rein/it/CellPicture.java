package dev.rein.it;

import java.util.Locale;
import java.util.Map;
import org.jline.utils.ScreenTerminal;

/** A terminal's cells as SVG, each where it belongs, whatever fonts there are. */
final class CellPicture {
  private static final int CELL_WIDTH = 9;
  private static final int CELL_HEIGHT = 18;
  private static final String GROUND = "#16181d";
  private static final String INK = "#d3d7cf";

  /** The emulator's eight colours as terminals of today show them. */
  private static final Map<Integer, String> COLOURS =
      Map.of(
          0x880000, "#e0645c",
          0x008800, "#6cb35e",
          0x888800, "#d9b44a",
          0x000088, "#6d9fd8",
          0x880088, "#b48ead",
          0x008888, "#5fb3b3");

  private final long[] cells;
  private final int width;
  private final int height;
  private final StringBuilder svg = new StringBuilder();

  CellPicture(long[] cells, int width, int height) {
    this.cells = cells;
    this.width = width;
    this.height = height;
  }

  String svg() {
    add(
        "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d'>\n",
        width * CELL_WIDTH, height * CELL_HEIGHT);
    add("<rect width='100%%' height='100%%' fill='%s'/>\n", GROUND);
    add("<g font-family='DejaVu Sans Mono, monospace' font-size='15'>\n");
    for (int i = 0; i < cells.length; i++) {
      cell(cells[i], i % width * CELL_WIDTH, i / width * CELL_HEIGHT);
    }
    svg.append("</g></svg>\n");
    return svg.toString();
  }

  private void cell(long cell, int x, int y) {
    boolean inverse = ScreenTerminal.cellInverse(cell);
    String ink = inverse ? GROUND : ink(cell);
    if (inverse) {
      add(
          "<rect x='%d' y='%d' width='%d' height='%d' fill='%s'/>\n",
          x, y, CELL_WIDTH, CELL_HEIGHT, ink(cell));
    }
    int point = ScreenTerminal.cellCodePoint(cell);
    double faint = ScreenTerminal.cellDim(cell) ? 0.6 : 1;
    if (point >= '▁' && point <= '█') {
      int high = (point - '▁' + 1) * CELL_HEIGHT / 8;
      block(x, y + CELL_HEIGHT - high, high, ink, faint);
    } else if (point == '┄') {
      block(x, y + CELL_HEIGHT / 2, 1, ink, 0.5);
    } else if (point == '━') {
      block(x, y + CELL_HEIGHT / 2 - 1, 3, ink, faint);
    } else if (point > ' ') {
      add(
          "<text x='%d' y='%d' fill='%s' fill-opacity='%s'%s>%s</text>\n",
          x,
          y + 14,
          ink,
          faint,
          ScreenTerminal.cellBold(cell) ? " font-weight='bold'" : "",
          escaped(point));
    }
  }

  private void block(int x, int y, int high, String ink, double opacity) {
    add(
        "<rect x='%d' y='%d' width='%d' height='%d' fill='%s' fill-opacity='%s'/>\n",
        x, y, CELL_WIDTH, high, ink, opacity);
  }

  private static String ink(long cell) {
    return ScreenTerminal.cellHasForeground(cell)
        ? COLOURS.getOrDefault(
            ScreenTerminal.cellColorRgb(ScreenTerminal.cellForeground(cell)), INK)
        : INK;
  }

  private static String escaped(int point) {
    return switch (point) {
      case '<' -> "&lt;";
      case '&' -> "&amp;";
      default -> Character.toString(point);
    };
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
