package dev.rein.agent.policy;

import dev.rein.agent.text.Quoted;
import dev.rein.api.Resource;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the numbers of a policy: whole ones, bytes with a unit, and shares of a limit. */
final class Amount {
  /** What the methods return after they have added a problem. */
  static final long WRONG = -1;

  private static final String UNIT_NAMES = "KB, MB, GB, KiB, MiB, GiB";

  private static final Map<String, Long> UNITS =
      Map.of(
          "KB",
          1_000L,
          "MB",
          1_000_000L,
          "GB",
          1_000_000_000L,
          "KiB",
          1L << 10,
          "MiB",
          1L << 20,
          "GiB",
          1L << 30);

  private Amount() {}

  /** An amount in the resource's unit, 0 or more. */
  static long parse(Resource resource, Node node, Problems problems) {
    String text = node instanceof ScalarNode scalar ? scalar.getValue().strip() : "";
    int digits = digits(text);
    if (digits == 0) {
      problems.add(node, what(node) + " is no amount; expected " + expected(resource));
      return WRONG;
    }
    long factor = 1;
    String unit = text.substring(digits).strip();
    if (!unit.isEmpty()) {
      Long known = isBytes(resource) ? UNITS.get(unit) : null;
      if (known == null) {
        problems.add(node, what(node) + " is no amount; expected " + expected(resource));
        return WRONG;
      }
      factor = known;
    }
    try {
      return Math.multiplyExact(Long.parseLong(text, 0, digits, 10), factor);
    } catch (ArithmeticException | NumberFormatException e) {
      problems.add(node, what(node) + " is too large; at most " + Long.MAX_VALUE);
      return WRONG;
    }
  }

  /** The amount from which on there is a warning: a share of {@code max}, or an amount up to it. */
  static long parseWarn(Resource resource, long max, Node node, Problems problems) {
    String text = node instanceof ScalarNode scalar ? scalar.getValue().strip() : "";
    if (text.endsWith("%")) {
      int digits = digits(text);
      int share =
          digits == text.length() - 1 && digits <= 3 && digits > 0
              ? Integer.parseInt(text, 0, digits, 10)
              : 0;
      if (share < 1 || share > 100) {
        problems.add(node, what(node) + " is no share; expected a whole one from 1% to 100%");
        return WRONG;
      }
      return share(max, share);
    }
    long amount = parse(resource, node, problems);
    if (amount > max) {
      problems.add(
          node,
          "a warning at " + amount + " would come after the limit of " + max + "; expected less");
      return WRONG;
    }
    return amount;
  }

  /** So many percent of an amount, rounded up; at least 1, or a budget of 0 would always warn. */
  static long share(long max, int percent) {
    long wholeHundreds = max / 100 * percent;
    long rest = (max % 100 * percent + 99) / 100;
    return Math.max(1, wholeHundreds + rest);
  }

  private static int digits(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  private static boolean isBytes(Resource resource) {
    return resource.unit().equals("bytes");
  }

  private static String expected(Resource resource) {
    String number = "a whole number of 0 or more";
    return isBytes(resource)
        ? number + ", bare or with one of " + UNIT_NAMES
        : number + " without a unit";
  }

  private static String what(Node node) {
    return node instanceof ScalarNode scalar ? Quoted.of(scalar.getValue()) : "a list or mapping";
  }
}
