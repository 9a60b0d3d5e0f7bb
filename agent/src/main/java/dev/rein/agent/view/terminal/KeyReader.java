package dev.rein.agent.view.terminal;

import dev.rein.agent.view.terminal.Key.Name;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Makes keys of the characters that a terminal sends, several of which can be one key. */
final class KeyReader {
  /** An escape that is followed by nothing within this time was the key itself. */
  private static final long SEQUENCE_MILLIS = 50;

  private static final char ESCAPE = 27;
  private static final int LONGEST_SEQUENCE = 16;

  /** Where characters come from: below 0 when none came in time, {@link #END} when none will. */
  interface Characters {
    int END = -1;

    int read(long millis) throws IOException;

    /** True when there is one already. */
    boolean isReady() throws IOException;
  }

  private final Characters characters;

  KeyReader(Characters characters) {
    this.characters = characters;
  }

  /** True when more was pressed than was taken. */
  boolean hasMore() throws IOException {
    return characters.isReady();
  }

  /** The next key, {@link Name#NONE} when none came in time, null when none will ever come. */
  @Nullable Key next(long millis) throws IOException {
    int first = characters.read(millis);
    if (first == Characters.END) {
      return null;
    }
    return switch (first) {
      case ESCAPE -> escaped();
      case '\r', '\n' -> Key.of(Name.ENTER);
      case '\t' -> Key.of(Name.TAB);
      case 8, 127 -> Key.of(Name.BACKSPACE);
      case 3 -> Key.of('q');
      default -> first < ' ' ? Key.of(Name.NONE) : Key.of((char) first);
    };
  }

  private Key escaped() throws IOException {
    int next = characters.read(SEQUENCE_MILLIS);
    if (next != '[' && next != 'O') {
      return Key.of(Name.ESCAPE);
    }
    StringBuilder sequence = new StringBuilder();
    int last = characters.read(SEQUENCE_MILLIS);
    while ((last == ';' || Character.isDigit(last)) && sequence.length() < LONGEST_SEQUENCE) {
      sequence.append((char) last);
      last = characters.read(SEQUENCE_MILLIS);
    }
    return Key.of(last == '~' ? numbered(sequence.toString()) : lettered(last));
  }

  private static Name lettered(int letter) {
    return switch (letter) {
      case 'A' -> Name.UP;
      case 'B' -> Name.DOWN;
      case 'C' -> Name.RIGHT;
      case 'D' -> Name.LEFT;
      case 'F' -> Name.END;
      case 'H' -> Name.HOME;
      case 'M' -> Name.ENTER;
      default -> Name.NONE;
    };
  }

  private static Name numbered(String number) {
    return switch (number) {
      case "1", "7" -> Name.HOME;
      case "4", "8" -> Name.END;
      case "5" -> Name.PAGE_UP;
      case "6" -> Name.PAGE_DOWN;
      default -> Name.NONE;
    };
  }
}
