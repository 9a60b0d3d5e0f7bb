package dev.rein.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.GeneratedDocs;
import dev.rein.agent.text.Quantity;
import dev.rein.api.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/policy.md} says what the parser does. */
final class PolicyPageTest {
  private static final String PAGE = "docs/policy.md";

  @Test
  void theTableOfResourcesIsInStep() {
    StringBuilder table =
        new StringBuilder("| resource | unit | kind | limits | what is counted |\n");
    table.append("|---|---|---|---|---|\n");
    for (Resource resource : resources()) {
      table.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  resource.name(),
                  resource.unit(),
                  resource.isGauge() ? "gauge" : "counter",
                  NotLimitable.reason(resource) == null ? kinds(Limitable.of(resource)) : "",
                  meaning(resource)));
    }
    GeneratedDocs.assertPart(PAGE, "resources", table.toString());
  }

  @Test
  void theTableOfActionsIsInStep() {
    StringBuilder table = new StringBuilder("| `then` | goes with |\n|---|---|\n");
    for (Action action : Action.values()) {
      List<String> kinds = new ArrayList<>();
      for (LimitKind kind : LimitKind.values()) {
        boolean always = Then.misfit(action, kind, false, false) == null;
        if (always) {
          kinds.add("`" + kind.word() + "`");
        } else if (Then.misfit(action, kind, true, false) == null) {
          kinds.add("`" + kind.word() + "` with `per`");
        }
      }
      table.append("| `%s` | %s |\n".formatted(action.word(), String.join(", ", kinds)));
    }
    GeneratedDocs.assertPart(PAGE, "actions", table.toString());
  }

  @Test
  void theTableOfProfilesIsInStep() {
    StringBuilder table = new StringBuilder("| resource |");
    for (BuiltInProfile profile : BuiltInProfile.values()) {
      table.append(" `").append(profile.word()).append("` |");
    }
    table.append("\n|---|---|---|---|\n");
    for (Limit limit : BuiltInProfile.STANDARD.limits(true)) {
      table.append("| `").append(limit.resource()).append("` |");
      for (BuiltInProfile profile : BuiltInProfile.values()) {
        table.append(" ").append(inProfile(limit.resource(), profile)).append(" |");
      }
      table.append('\n');
    }
    GeneratedDocs.assertPart(PAGE, "profiles", table.toString());
  }

  @Test
  void everyExampleIsAGoodPolicy() throws PolicyException {
    assertThat(examples()).hasSizeGreaterThan(15);
    for (String example : examples()) {
      assertThat(PolicyParser.parse(example, PAGE).size()).isPositive();
    }
  }

  @Test
  void everyWordOfTheGrammarIsInSomeExample() {
    String examples = String.join("\n", examples());
    Stream.of(
            FileReader.KEYS,
            LimitReader.KEYS,
            Profiles.KEYS,
            AgentReader.KEYS,
            MatchReader.KEYS,
            InterventionReader.KEYS,
            ModelsReader.KEYS,
            ModelsReader.PRICES,
            RuleReader.KEYS)
        .flatMap(List::stream)
        .forEach(key -> assertThat(examples).contains(key + ":"));
    Words.ACTIONS.forEach(action -> assertThat(examples).contains("then: " + action));
  }

  /** The policies on the page. */
  static List<String> examples() {
    List<String> examples = new ArrayList<>();
    String page = GeneratedDocs.read(PAGE);
    String begin = "```yaml\n";
    for (int i = page.indexOf(begin); i >= 0; i = page.indexOf(begin, i + 1)) {
      examples.add(page.substring(i + begin.length(), page.indexOf("```", i + begin.length())));
    }
    return examples;
  }

  /** Without those that other tests have declared. */
  private static List<Resource> resources() {
    return Resource.all().stream().filter(resource -> !resource.isOwn()).toList();
  }

  private static String kinds(Limitable resource) {
    return resource.kinds().stream()
        .map(kind -> "`" + kind.word() + "`")
        .collect(Collectors.joining(" "));
  }

  private static String inProfile(Resource resource, BuiltInProfile profile) {
    Limit limit =
        profile.limits(true).stream()
            .filter(each -> each.resource() == resource)
            .findFirst()
            .orElseThrow();
    String max =
        limit instanceof Limit.Threshold
            ? Quantity.time(Duration.ofMillis(limit.max()))
            : String.valueOf(limit.max());
    return limit.kind() + " " + max;
  }

  /** What the resource's Javadoc says of it, on one line. */
  private static String meaning(Resource resource) {
    String source = GeneratedDocs.read("bootstrap/src/main/java/dev/rein/api/Resource.java");
    int declared = source.indexOf('"' + resource.name() + '"');
    int begin = source.lastIndexOf("/**", declared) + 3;
    int end = source.indexOf("*/", begin);
    return source
        .substring(begin, end)
        .lines()
        .map(line -> line.strip().startsWith("*") ? line.strip().substring(1) : line)
        .map(String::strip)
        .collect(Collectors.joining(" "))
        .strip();
  }
}
