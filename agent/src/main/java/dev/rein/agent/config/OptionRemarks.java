package dev.rein.agent.config;

import dev.rein.agent.text.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds system properties and environment variables that were probably meant to be options. */
public final class OptionRemarks {
  private OptionRemarks() {}

  /**
   * A line for each name that looks like an option and is none; they are no errors, for a script
   * may use such names for itself.
   */
  public static List<String> find(
      Collection<String> propertyNames, Collection<String> variableNames) {
    List<String> remarks = new ArrayList<>();
    remark(propertyNames, "rein.", "-D", Stream.of(Option.values()).map(Option::property), remarks);
    remark(variableNames, "REIN_", "", Stream.of(Option.values()).map(Option::variable), remarks);
    return List.copyOf(remarks);
  }

  private static void remark(
      Collection<String> names,
      String prefix,
      String shownBefore,
      Stream<String> options,
      List<String> remarks) {
    List<String> known = options.toList();
    names.stream()
        .filter(name -> name.startsWith(prefix) && !known.contains(name))
        .sorted()
        .map(name -> shownBefore + name + " is no option of Rein; " + hint(name, known))
        .forEach(remarks::add);
  }

  private static String hint(String name, List<String> known) {
    // Every option begins alike, so what is compared is the rest.
    int prefix = "rein.".length();
    List<String> rests =
        known.stream().map(k -> k.substring(prefix).toLowerCase(Locale.ROOT)).toList();
    String nearest = NearestName.find(name.substring(prefix), rests);
    return nearest == null
        ? "expected one of: " + String.join(", ", known)
        : "did you mean '" + known.get(rests.indexOf(nearest)) + "'?";
  }
}
