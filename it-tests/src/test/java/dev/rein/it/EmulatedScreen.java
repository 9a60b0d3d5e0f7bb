package dev.rein.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.terminal.Size;
import org.jline.utils.ScreenTerminal;

/** What a terminal would show, by jline's emulator; as text and as a picture. */
final class EmulatedScreen {
  private static final Path PICTURES = Path.of("target", "screenshots");

  private final ScreenTerminal emulator;
  private int width;
  private int height;

  EmulatedScreen(int width, int height) {
    this.emulator = new ScreenTerminal(width, height);
    this.width = width;
    this.height = height;
  }

  synchronized void write(String output) {
    emulator.write(output);
  }

  synchronized void resize(int newWidth, int newHeight) {
    width = newWidth;
    height = newHeight;
    emulator.setSize(Size.of(newWidth, newHeight));
  }

  /** The lines, without the blanks at their ends. */
  synchronized String text() {
    StringBuilder text = new StringBuilder();
    long[] cells = cells();
    for (int row = 0; row < height; row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < width; column++) {
        int point = ScreenTerminal.cellCodePoint(cells[row * width + column]);
        // The right half of a wide character has none.
        if (point != 0) {
          line.appendCodePoint(point);
        }
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /** In which column of a line a text begins; below 0 when it is not there. */
  synchronized int columnOf(int row, String text) {
    StringBuilder line = new StringBuilder();
    long[] cells = cells();
    for (int column = 0; column < width; column++) {
      int point = ScreenTerminal.cellCodePoint(cells[row * width + column]);
      line.append(Character.isBmpCodePoint(point) ? (char) point : '?');
    }
    return line.indexOf(text);
  }

  /** True while there is a cell in another colour than the terminal's own. */
  synchronized boolean hasColour() {
    for (long cell : cells()) {
      if (ScreenTerminal.cellHasForeground(cell) || ScreenTerminal.cellHasBackground(cell)) {
        return true;
      }
    }
    return false;
  }

  /** Keeps it beside the build's other results. */
  synchronized void picture(String name) throws IOException {
    Files.createDirectories(PICTURES);
    Files.writeString(PICTURES.resolve(name + ".txt"), text(), UTF_8);
    Files.writeString(
        PICTURES.resolve(name + ".svg"), new CellPicture(cells(), width, height).svg(), UTF_8);
  }

  private long[] cells() {
    long[] cells = new long[width * height];
    emulator.dump(cells, new int[2]);
    return cells;
  }
}
