package dev.rein.agent.config;

import dev.rein.agent.GeneratedDocs;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/options.md} says what {@link Option} declares. */
final class OptionsPageTest {
  private static final String HEAD =
      """
      # Options

      What Rein is told when it starts. The first of these that has a value wins:

      1. the agent's arguments: `-javaagent:rein.jar=policy=rein.yaml,dir=/var/rein`, or those of an attach;
      2. system properties of the host: `-Drein.policy=rein.yaml`;
      3. the environment: `REIN_POLICY=rein.yaml`;
      4. the default.

      A system property or variable that is empty counts as not given. An agent argument that is unknown, given twice or
      empty is a mistake; a property or variable that only looks like an option of Rein is remarked on and has no effect.

      A path that begins with `~/` is in the home folder (`user.home`). An agent argument with a comma stands in double or
      single quotes, within which a doubled quote is one quote: `-javaagent:rein.jar='policy="a,b.yaml"'`; the outer quotes
      are the shell's.

      A name with `*` fits the main class, or the jar or source file as on the command line, or what follows the last
      slash of those: `app.jar` fits `java -jar /opt/app.jar`, `com.acme.*` fits `java -m acme/com.acme.Main`.

      | option | agent argument | variable | value | default |
      |---|---|---|---|---|
      """;

  @Test
  void thePageIsInStep() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Option option : Option.values()) {
      page.append(
          "| `%s` | `%s` | `%s` | %s | %s |\n"
              .formatted(
                  option.property(),
                  option.argument(),
                  option.variable(),
                  value(option),
                  option.defaultValue() == null ? "none" : "`" + option.defaultValue() + "`"));
    }
    for (Option option : Option.values()) {
      page.append("\n## ").append(option.property()).append("\n\n");
      page.append(option.description()).append('\n');
    }
    GeneratedDocs.assertPage("docs/options.md", page.toString());
  }

  private static String value(Option option) {
    return switch (option.kind()) {
      case FILE -> "path of a file";
      case FOLDER -> "path of a folder";
      case PERCENT -> "a percentage";
      case AGE -> "hours or days, such as `7d`";
      case SIZE -> "a size in `MB` or `GB`";
      case PATTERNS -> "names with `*`, semicolons between";
      case CHOICE ->
          option.choices().stream().map(c -> "`" + c + "`").collect(Collectors.joining(" or "));
    };
  }
}
