package dev.rein.stranger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Work that costs one thing each. */
public final class Busy {
  private Busy() {}

  /** Takes CPU time. */
  public static long burn(BooleanSupplier goOn) {
    long sum = 0;
    while (goOn.getAsBoolean()) {
      for (int i = 0; i < 100_000; i++) {
        sum += sum * 31 + i;
      }
    }
    return sum;
  }

  /** Takes CPU time in the JDK's own code. */
  public static int sort(BooleanSupplier goOn) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      numbers.add(i * 7919 % 100_003);
    }
    int sorted = 0;
    while (goOn.getAsBoolean()) {
      List<Integer> copy = new ArrayList<>(numbers);
      copy.sort(null);
      sorted += copy.get(0) + 1;
    }
    return sorted;
  }

  /** Takes memory and drops it again. */
  public static int fill(BooleanSupplier goOn) {
    int sum = 0;
    while (goOn.getAsBoolean()) {
      byte[] bytes = new byte[10_000];
      bytes[sum & 1023] = 1;
      sum += bytes[7] + 1;
    }
    return sum;
  }
}
