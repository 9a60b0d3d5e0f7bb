package dev.rein.agent.config;

import dev.rein.agent.text.NearestName;
import dev.rein.agent.text.Quoted;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The text behind {@code -javaagent:rein.jar=}: {@code name=value} pairs with commas between. A
 * value with a comma stands in double or single quotes, within which only the quote itself is
 * special and is doubled: {@code policy="a,b.yaml"}.
 */
public final class AgentArgumentText {
  private final String text;
  private final List<String> problems;
  private final Map<Option, String> values = new EnumMap<>(Option.class);
  private int position;

  private AgentArgumentText(String text, List<String> problems) {
    this.text = text;
    this.problems = problems;
  }

  /** {@code name=value} as this class reads it back, in quotes where they are needed. */
  public static String write(Option option, String value) {
    boolean plain =
        value.indexOf(',') < 0
            && !value.startsWith("\"")
            && !value.startsWith("'")
            && value.equals(value.strip());
    return option.argument() + "=" + (plain ? value : '"' + value.replace("\"", "\"\"") + '"');
  }

  /** The values by option; adds a line to {@code problems} for each that makes no sense. */
  static Map<Option, String> read(String text, List<String> problems) {
    AgentArgumentText reader = new AgentArgumentText(text, problems);
    while (reader.position < text.length()) {
      reader.takePair();
    }
    return reader.values;
  }

  private void takePair() {
    int start = position;
    while (position < text.length()
        && text.charAt(position) != ','
        && text.charAt(position) != '=') {
      position++;
    }
    String name = text.substring(start, position).strip();
    boolean hasValue = position < text.length() && text.charAt(position) == '=';
    position++;
    String value = hasValue ? takeValue() : "";
    if (name.isEmpty() && !hasValue) {
      return; // A comma too many.
    }
    Option option = Option.ofArgument(name);
    if (option == null) {
      String bare = name.startsWith("rein.") ? name.substring("rein.".length()) : name;
      problems.add(
          "unknown option " + Quoted.of(name) + "; " + NearestName.hint(bare, Option.arguments()));
    } else if (value.isEmpty()) {
      problems.add("option '" + name + "' has no value; write " + name + "=…");
    } else if (values.putIfAbsent(option, value) != null) {
      problems.add("option '" + name + "' is given twice");
    }
  }

  private String takeValue() {
    char first = position < text.length() ? text.charAt(position) : ',';
    if (first == '"' || first == '\'') {
      return takeQuoted(first);
    }
    int comma = text.indexOf(',', position);
    int end = comma < 0 ? text.length() : comma;
    String value = text.substring(position, end).strip();
    position = end + 1;
    return value;
  }

  private String takeQuoted(char quote) {
    StringBuilder value = new StringBuilder();
    position++;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c != quote) {
        value.append(c);
      } else if (position < text.length() && text.charAt(position) == quote) {
        value.append(quote);
        position++;
      } else {
        expectComma(quote);
        return value.toString();
      }
    }
    problems.add("the quote " + quote + " is not closed in " + Quoted.of(text));
    return value.toString();
  }

  private void expectComma(char quote) {
    if (position < text.length() && text.charAt(position) != ',') {
      problems.add(
          "expected a comma after the closing "
              + quote
              + ", not "
              + Quoted.of(text.substring(position)));
      position = text.length();
    }
    position++;
  }
}
