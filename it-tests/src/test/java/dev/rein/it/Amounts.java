package dev.rein.it;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Amounts of resources, as an action declares them: {@code files.read file.bytes.read=1000}. */
record Amounts(LinkedHashMap<String, Long> byResource) {
  static Amounts parse(String text) {
    LinkedHashMap<String, Long> amounts = new LinkedHashMap<>();
    for (String part : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
      String[] halves = part.split("=", -1);
      amounts.put(halves[0], halves.length == 1 ? 1 : Long.parseLong(halves[1]));
    }
    return new Amounts(amounts);
  }

  /** The resource that is named first. */
  String first() {
    return byResource.keySet().iterator().next();
  }

  long of(String resource) {
    return byResource.getOrDefault(resource, 0L);
  }

  /**
   * Leaves out of what was counted the network, if it is not what this is about: nobody can say how
   * many bytes an HTTP client sends.
   */
  Map<String, Long> comparable(Map<String, Long> counts) {
    if (byResource.keySet().stream().anyMatch(Amounts::isNetwork)) {
      return counts;
    }
    TreeMap<String, Long> rest = new TreeMap<>(counts);
    rest.keySet().removeIf(Amounts::isNetwork);
    return rest;
  }

  private static boolean isNetwork(String resource) {
    return resource.startsWith("net.") || resource.startsWith("dns.");
  }

  /** Adds so many times these amounts to a sum. */
  void addTo(TreeMap<String, Long> sum, int times) {
    for (Map.Entry<String, Long> amount : byResource.entrySet()) {
      sum.merge(amount.getKey(), times * amount.getValue(), Long::sum);
    }
  }
}
