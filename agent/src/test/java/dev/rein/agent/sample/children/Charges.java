package dev.rein.agent.sample.children;

import java.util.HashMap;
import java.util.Map;

/** What owners were told, summed up. */
final class Charges implements TreeListener<String> {
  private final Map<String, Long> millis = new HashMap<>();
  private final Map<String, Long> bytes = new HashMap<>();

  @Override
  public void used(String owner, long cpuMillis) {
    if (cpuMillis <= 0) {
      throw new AssertionError(cpuMillis + " ms");
    }
    millis.merge(owner, cpuMillis, Long::sum);
  }

  @Override
  public void resident(String owner, long more) {
    bytes.merge(owner, more, Long::sum);
  }

  long millis(String owner) {
    return millis.getOrDefault(owner, 0L);
  }

  long bytes(String owner) {
    return bytes.getOrDefault(owner, 0L);
  }
}
