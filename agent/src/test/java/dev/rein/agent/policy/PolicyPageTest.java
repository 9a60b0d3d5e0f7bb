package dev.rein.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.GeneratedDocs;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/policy.md} says what the parser does. */
final class PolicyPageTest {
  private static final String PAGE = "docs/policy.md";

  @Test
  void theTableOfResourcesIsInStep() {
    StringBuilder table =
        new StringBuilder("| resource | unit | kind | limit | what is counted |\n");
    table.append("|---|---|---|---|---|\n");
    for (Resource resource : Resource.all()) {
      table.append(
          "| `%s` | %s | %s | `%s` | %s |\n"
              .formatted(
                  resource.name(),
                  resource.unit(),
                  resource.isGauge() ? "gauge" : "counter",
                  resource.isGauge() ? "at-most" : "budget",
                  meaning(resource)));
    }
    GeneratedDocs.assertPart(PAGE, "resources", table.toString());
  }

  @Test
  void theListOfWhatIsRefusedIsInStep() {
    Set<String> resources = new TreeSet<>(NotEnforcedYet.RESOURCES);
    Resource.all().forEach(resource -> resources.remove(resource.name()));
    GeneratedDocs.assertPart(
        PAGE,
        "not-enforced",
        "- keys of the file: %s\n- keys of a limit: %s\n- `then:` %s\n- resources: %s\n"
            .formatted(
                words(NotEnforcedYet.SECTIONS),
                words(NotEnforcedYet.LIMIT_KEYS),
                words(NotEnforcedYet.ACTIONS),
                words(resources)));
  }

  @Test
  void theExamplesAreGoodPolicies() throws PolicyException {
    List<String> examples = new ArrayList<>();
    String page = GeneratedDocs.read(PAGE);
    String begin = "```yaml\n";
    for (int i = page.indexOf(begin); i >= 0; i = page.indexOf(begin, i + 1)) {
      examples.add(page.substring(i + begin.length(), page.indexOf("```", i + begin.length())));
    }
    assertThat(examples).hasSizeGreaterThan(3);
    for (String example : examples) {
      assertThat(PolicyParser.parse(example, PAGE).jvm().limits()).isNotEmpty();
    }
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

  private static String words(Set<String> words) {
    return words.stream().sorted().map(w -> "`" + w + "`").collect(Collectors.joining(" "));
  }
}
