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

  /** Adds so many times these amounts to a sum. */
  void addTo(TreeMap<String, Long> sum, int times) {
    for (Map.Entry<String, Long> amount : byResource.entrySet()) {
      sum.merge(amount.getKey(), times * amount.getValue(), Long::sum);
    }
  }
}
