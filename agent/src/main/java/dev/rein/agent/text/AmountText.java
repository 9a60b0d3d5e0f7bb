package dev.rein.agent.text;

import dev.rein.api.Resource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Amounts as people write them: {@code 5 MiB} of bytes, {@code 5m} of time, {@code 2.50} dollars.
 */
public final class AmountText {
  private static final int LONGEST = 40;

  private static final Map<String, Long> BYTES =
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

  private static final Map<String, Long> MILLISECONDS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  /** What an amount of money is counted in. */
  private static final long PER_DOLLAR = 1_000_000;

  private AmountText() {}

  /**
   * The amount in the resource's unit.
   *
   * @throws IllegalArgumentException saying in one line what was expected
   */
  public static long parse(Resource resource, String text) {
    String amount = text.strip();
    int digits = 0;
    while (digits < amount.length() && isOfNumber(amount.charAt(digits))) {
      digits++;
    }
    String unit = amount.substring(digits).strip();
    String number = amount.substring(0, digits);
    boolean isMoney = resource.unit().equals("usd");
    if (digits == 0
        || amount.length() > LONGEST
        || !number.matches(isMoney ? "\\d+(\\.\\d+)?" : "\\d+")
        || !(unit.isEmpty() || units(resource).containsKey(unit))) {
      throw new IllegalArgumentException(
          Quoted.of(text) + " is no amount of " + resource + "; expected " + expected(resource));
    }
    long factor = isMoney ? PER_DOLLAR : units(resource).getOrDefault(unit, 1L);
    try {
      return new BigDecimal(number).multiply(BigDecimal.valueOf(factor)).longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          Quoted.of(text)
              + (isMoney
                  ? " is too large, or finer than a millionth of a dollar"
                  : " is too large"),
          e);
    }
  }

  private static boolean isOfNumber(char c) {
    return (c >= '0' && c <= '9') || c == '.';
  }

  private static Map<String, Long> units(Resource resource) {
    return switch (resource.unit()) {
      case "bytes" -> BYTES;
      case "milliseconds" -> MILLISECONDS;
      default -> Map.of();
    };
  }

  private static String expected(Resource resource) {
    String whole = "a whole number of 0 or more";
    List<String> units = List.copyOf(new TreeMap<>(units(resource)).keySet());
    if (!units.isEmpty()) {
      return whole
          + ", bare for "
          + resource.unit()
          + " or with one of "
          + String.join(", ", units);
    }
    return resource.unit().equals("usd") ? "dollars, such as 2.50" : whole + " without a unit";
  }
}
