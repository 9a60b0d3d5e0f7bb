package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.rein.it.host.BusyHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a program's own thread counters say of its agents, Rein says too. */
@Tag("alone")
class SamplingIT {
  private static final int SECONDS = 8;

  private static final Counted NOTHING = new Counted(0, 0);

  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  /** What the program itself has counted. */
  private record Counted(long cpuMillis, long bytes) {}

  @ParameterizedTest
  @MethodSource("jdks")
  void agentsAreChargedWithWhatTheirThreadsUse(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Ledgers.Jvm jvm;
    Map<String, Counted> counted = new TreeMap<>();
    try (HostJvm host =
        HostCommand.on(jdk).rein(workbench.ledgers()).start(BusyHost.class).awaitReady()) {
      for (String line : host.ask("work " + SECONDS)) {
        String[] words = line.split(" ", -1);
        long millis = TimeUnit.NANOSECONDS.toMillis(Long.parseLong(words[1]));
        counted.put(words[0], new Counted(millis, Long.parseLong(words[2])));
      }
      Await.that("hot spots are told", () -> hasHotSpots(ReinCli.view(workbench.ledgers()), host));
      assertThat(host.end()).isZero();
      jvm = ReinCli.view(workbench.ledgers()).of(host);
    }
    Map<String, Long> cpu = jvm.usedByAccount("cpu.time");
    counted.forEach(
        (agent, own) ->
            assertThat(cpu.get(agent))
                .as("milliseconds of %s, of %s", agent, cpu)
                .isCloseTo(own.cpuMillis(), withinPercentage(own.cpuMillis() > 500 ? 5 : 25)));
    assertThat(counted).containsKeys("burner", "hoarder", "ping", "pong", "starter");
    assertThat(jvm.usedByAccount("memory.allocated"))
        .hasEntrySatisfying(
            "hoarder",
            bytes ->
                assertThat(bytes)
                    .isCloseTo(
                        counted.getOrDefault("hoarder", NOTHING).bytes(), withinPercentage(5)));
    long ofAgents = cpu.values().stream().mapToLong(Long::longValue).sum() - jvm.used("cpu.time");
    assertThat(jvm.used("cpu.time")).isGreaterThanOrEqualTo(ofAgents);
    assertThat(hottest(jvm, "burner", "methods")).contains("BusyHost.burn");
    assertThat(hottest(jvm, "hoarder", "allocations")).startsWith("byte[] at ").endsWith(".hoard");
    if (jdk.feature() >= 21) {
      virtualThreadsAreEstimated(jvm);
    }
  }

  /** The agent's thread is the only virtual one, so it has all that carriers use. */
  private static void virtualThreadsAreEstimated(Ledgers.Jvm jvm) {
    long all = jvm.usedByAccount("cpu.time").getOrDefault("virtual", 0L);
    assertThat(jvm.usedByAccount("cpu.time.estimated").getOrDefault("virtual", 0L))
        .isGreaterThan(TimeUnit.SECONDS.toMillis(SECONDS) / 8)
        .isCloseTo(all, withinPercentage(20));
  }

  private static boolean hasHotSpots(Ledgers ledgers, HostJvm host) {
    return !hottest(ledgers.of(host), "burner", "methods").isEmpty()
        && !hottest(ledgers.of(host), "hoarder", "allocations").isEmpty();
  }

  private static String hottest(Ledgers.Jvm jvm, String account, String subject) {
    for (JsonElement element : jvm.json().getAsJsonArray("accounts")) {
      JsonObject one = element.getAsJsonObject();
      if (one.get("id").getAsString().equals(account)) {
        JsonArray spots = one.getAsJsonObject("hotSpots").getAsJsonArray(subject);
        return spots.isEmpty() ? "" : spots.get(0).getAsJsonObject().get("name").getAsString();
      }
    }
    return "";
  }
}
