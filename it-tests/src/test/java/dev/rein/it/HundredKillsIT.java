package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.rein.it.host.RefusedHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hundred times {@code kill -9} at a random moment: each ledger can be read, and has every
 * refusal that the program has seen and no use that was none.
 */
class HundredKillsIT {
  private static final int KILLS = 100;
  private static final int AT_ONCE = 4;
  private static final int LONGEST_MILLIS = 1_000;
  private static final int LONGEST_WAIT_MILLIS = 1_900;
  private static final int SHORTEST_MILLIS = 700;

  @TempDir Path folder;

  /** What a program had said when it was killed. */
  private record Killed(HostJvm host, long at, List<String> said) {
    /** Without a line that was cut short. */
    static Killed now(HostJvm host) throws InterruptedException {
      long at = System.currentTimeMillis();
      host.kill();
      String text = host.stdoutText();
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      return new Killed(host, at, whole.lines().toList());
    }

    List<String> refused() {
      return said.stream().filter(line -> line.startsWith("refused ")).toList();
    }

    /** When each read was done. */
    long[] reads() {
      return said.stream()
          .filter(line -> line.startsWith("read "))
          .mapToLong(line -> Long.parseLong(line.split(" ", -1)[2]))
          .toArray();
    }
  }

  @Test
  void nothingThatHadAnEffectIsLost() throws Exception {
    long seed = Long.getLong("rein.test.seed", System.nanoTime());
    Workbench workbench = Workbench.in(folder);
    Files.createDirectories(workbench.ledgers());
    List<Killed> all = killAll(new Random(seed), workbench);
    String dir = workbench.ledgers().toString();
    ReinCli.Result view = ReinCli.run("view", "--once", "--json", "--dir", dir);
    assertThat(view.exitCode()).as("seed %d: %s", seed, view.stderr()).isZero();
    assertThat(view.stderr()).as("seed %d", seed).doesNotContain("could not be read", "\tat ");
    Ledgers ledgers = Ledgers.parse(view.stdout());
    Set<String> denied = denied(workbench);
    List<Long> behind = new ArrayList<>();
    int refusals = 0;
    for (Killed one : all) {
      for (String refused : one.refused()) {
        String[] words = refused.split(" ", -1);
        // A call waits so long for the ledger at most, which a busy machine may take to open.
        if (Long.parseLong(words[2]) < LONGEST_WAIT_MILLIS) {
          assertThat(denied.contains(words[1]))
              .as("seed %d: %s of %s; %s", seed, refused, one.refused(), one.host().stderr())
              .isTrue();
          refusals++;
        }
      }
      ledgers.jvms().stream()
          .filter(jvm -> jvm.pid() == one.host().pid())
          .forEach(jvm -> check(jvm, one, seed, behind));
    }
    assertThat(refusals).as("seed %d", seed).isGreaterThan(KILLS);
    assertThat(behind).hasSizeGreaterThan(KILLS / 4);
    behind.sort(null);
    System.out.printf(
        "%d kills, seed %d: %d refusals seen and kept; counters behind by %d ms (median), %d ms%n",
        KILLS, seed, refusals, behind.get(behind.size() / 2), behind.get(behind.size() - 1));
  }

  private static List<Killed> killAll(Random random, Workbench workbench) throws Exception {
    Jdk jdk = Jdk.all().iterator().next();
    Path policy = workbench.policy("limits:\n  files.written: {budget: 3, then: deny}\n");
    ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Killed>> running = new ArrayList<>();
      for (int i = 0; i < KILLS; i++) {
        boolean begun = random.nextInt(5) > 0;
        int millis = random.nextInt(begun ? LONGEST_MILLIS : SHORTEST_MILLIS);
        running.add(pool.submit(() -> kill(jdk, workbench, policy, begun, millis)));
      }
      List<Killed> all = new ArrayList<>();
      for (Future<Killed> one : running) {
        all.add(one.get(60, TimeUnit.SECONDS));
      }
      return all;
    } finally {
      pool.shutdownNow();
    }
  }

  /** Some are killed before they have begun their work. */
  private static Killed kill(Jdk jdk, Workbench workbench, Path policy, boolean begun, int millis)
      throws IOException, InterruptedException {
    try (HostJvm host =
        HostCommand.on(jdk)
            .rein(workbench.ledgers(), policy)
            .start(
                RefusedHost.class,
                workbench.folder().resolve("input.txt").toString(),
                workbench.toString())) {
      if (begun) {
        awaitRefusal(host);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
      return Killed.now(host);
    }
  }

  private static void awaitRefusal(HostJvm host) {
    String line = host.readLine();
    while (!line.startsWith("refused ")) {
      line = host.readLine();
    }
  }

  /** The names of the files whose refusal is in a ledger. */
  private static Set<String> denied(Workbench workbench) throws IOException {
    Set<String> names = new HashSet<>();
    for (JsonObject event : ReinCli.events(workbench.ledgers()).ofType("limit.denied")) {
      String target = event.getAsJsonObject("details").get("target").getAsString();
      names.add(target.substring(target.lastIndexOf('/') + 1));
    }
    return names;
  }

  private static void check(Ledgers.Jvm jvm, Killed one, long seed, List<Long> behind) {
    assertThat(jvm.state()).as("seed %d", seed).isEqualTo("killed");
    List<String> report;
    try {
      report = WarmCli.run("report", "--text", jvm.folder());
    } catch (IOException e) {
      throw new AssertionError("seed " + seed, e);
    }
    assertThat(report).as("seed %d", seed).isNotEmpty();
    long[] reads = one.reads();
    long kept = jvm.hasBegun() ? jvm.used("files.read") : 0;
    // One may have been done and not yet said.
    assertThat(kept).as("seed %d", seed).isLessThanOrEqualTo(reads.length + 1);
    if (kept > 0) {
      long lost = Arrays.stream(reads).skip(kept).findFirst().orElse(one.at());
      behind.add(Math.max(0, one.at() - lost));
    }
  }
}
