package dev.rein.agent.price;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names under which a model may stand in a table: as it is called, and without what is added.
 */
final class ModelNames {
  /** Longer names are nobody's. */
  static final int LONGEST = 300;

  /** {@code gpt-4o-2024-08-06}, {@code claude-opus-4-1-20250805}, {@code command-r-08-2024}. */
  private static final Pattern DATE =
      Pattern.compile("[-@](20\\d\\d-\\d\\d-\\d\\d|20\\d\\d[01]\\d[0-3]\\d|[01]\\d-20\\d\\d)$");

  /**
   * Bedrock's {@code -v1:0}, {@code -v2:0:200k}, {@code :0}, and of some {@code -v1} alone;
   * Vertex's {@code @default}. Elsewhere {@code -v3} is another model.
   */
  private static final Pattern VERSION =
      Pattern.compile(
          "((-v\\d{1,2})?:\\d{1,2}(:\\d{1,4}k)?|(?<=anthropic\\..{1,80})-v\\d|@[a-z0-9]+)$");

  private static final Pattern EDITION = Pattern.compile("-(latest|00\\d)$");

  /** Where Bedrock has a model run, before the one who made it: {@code us.anthropic.…}. */
  private static final Pattern REGION =
      Pattern.compile("^(us|us-gov|eu|apac|global|jp|au|ca|sa|me|uk|in)\\.(?=[a-z0-9]+\\.)");

  private ModelNames() {}

  /** In lower case, the fullest first; none of a name that is empty or too long. */
  static Set<String> of(String model) {
    Set<String> names = new LinkedHashSet<>();
    String name = ModelMatch.lower(model.strip());
    if (name.isEmpty() || name.length() > LONGEST) {
      return names;
    }
    addShortened(name, names);
    // models/…, publishers/google/models/…, accounts/…/models/…, arn:aws:bedrock:…/…, openai/…
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      addShortened(name.substring(slash + 1), names);
    }
    return names;
  }

  /** What stands before the first slash: the provider, of a name that a gateway takes. */
  static String prefix(String model) {
    int slash = model.indexOf('/');
    return slash <= 0 ? "" : model.substring(0, slash);
  }

  private static void addShortened(String name, Set<String> names) {
    addWithoutEnds(name, names);
    Matcher region = REGION.matcher(name);
    if (region.find()) {
      addWithoutEnds(name.substring(region.end()), names);
    }
  }

  private static void addWithoutEnds(String name, Set<String> names) {
    if (name.isEmpty()) {
      return;
    }
    names.add(name);
    String plain = name;
    for (Pattern end : new Pattern[] {VERSION, DATE, EDITION}) {
      Matcher found = end.matcher(plain);
      if (found.find() && found.start() > 0) {
        plain = plain.substring(0, found.start());
        names.add(plain);
      }
    }
  }
}
