package dev.rein.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rein.agent.GeneratedDocs;
import dev.rein.agent.ledger.EntryInput.CorruptEntryException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/ledger-format.md} draws every type of entry, and as it is written. */
class EntryDrawingTest {
  private static final Pattern FIRST = Pattern.compile(" *(\\d+) (\\w+) +(\\|.*)");

  private record Drawing(String name, List<String> words) {}

  /** By the number of the type. */
  private static Map<Integer, Drawing> drawings() {
    String page = GeneratedDocs.read("docs/ledger-format.md");
    String block = page.substring(page.indexOf("## Drawings"));
    block = block.substring(block.indexOf("```\n") + 4);
    Map<Integer, Drawing> drawings = new TreeMap<>();
    Drawing last = new Drawing("", new ArrayList<>());
    for (String line : block.substring(0, block.indexOf("```")).lines().toList()) {
      Matcher first = FIRST.matcher(line);
      String rest = line;
      if (first.matches()) {
        last = new Drawing(first.group(2), new ArrayList<>());
        drawings.put(Integer.valueOf(first.group(1)), last);
        rest = first.group(3);
      }
      last.words().addAll(List.of(rest.strip().split("\\s+")));
    }
    return drawings;
  }

  @Test
  void everyTypeIsDrawnAndInTheTable() throws IllegalAccessException {
    Set<Integer> types = new HashSet<>();
    for (Field field : EntryType.class.getDeclaredFields()) {
      if (field.getType() == int.class && !field.getName().equals("VERSION")) {
        types.add(field.getInt(null));
      }
    }
    Map<Integer, Drawing> drawings = drawings();

    assertThat(drawings.keySet()).isEqualTo(types);
    String page = GeneratedDocs.read("docs/ledger-format.md");
    drawings.forEach(
        (type, drawing) -> assertThat(page).contains("| " + type + " | " + drawing.name() + " |"));
  }

  @Test
  void everySampleIsWrittenAsItsTypeIsDrawn() throws CorruptEntryException {
    EntryEncoder encoder = new EntryEncoder();
    EntryOutput unused = encoder.encode(Samples.TABLE);
    for (LedgerEntry sample : Samples.oneOfEach().toList()) {
      EntryOutput out = encoder.encode(sample);
      EntryInput in = new EntryInput(out.array(), out.length(), Samples.TABLE.resources());
      assertThat(readEntry(in)).isEqualTo(sample.getClass().getSimpleName());
      assertThatThrownBy(in::readByte)
          .as("%s is longer than it is drawn", sample)
          .isInstanceOf(CorruptEntryException.class);
    }
  }

  /** Reads an entry by its drawing, and says what it is called there. */
  private static String readEntry(EntryInput in) throws CorruptEntryException {
    Drawing drawing = Objects.requireNonNull(drawings().get(in.readByte()));
    assertThat(in.readByte()).isEqualTo(EntryType.VERSION);
    long at = in.readSigned();
    assertThat(at).isBetween(0L, Samples.AT);
    read(drawing.words(), in);
    return drawing.name();
  }

  private static void read(List<String> words, EntryInput in) throws CorruptEntryException {
    long last = 0;
    for (int i = 0; i < words.size(); i++) {
      switch (words.get(i)) {
        case "u8" -> last = in.readByte();
        case "uint" -> last = in.readUnsigned();
        case "int" -> last = in.readSigned();
        case "text" -> assertThat(in.readText()).isNotNull();
        case "resource" -> assertThat(in.readResource()).isNotEmpty();
        case "entry" -> assertThat(readEntry(in)).isNotEmpty();
        case "(" -> {
          int end = i + words.subList(i, words.size()).indexOf(")");
          for (long times = 0; times < last; times++) {
            read(words.subList(i + 1, end), in);
          }
          i = end;
        }
        default -> {
          // What a field is called, or a line between two.
        }
      }
    }
  }
}
