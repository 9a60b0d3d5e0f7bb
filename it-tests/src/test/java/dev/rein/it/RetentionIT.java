package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.rein.it.host.ActionHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Old ledgers of ended JVMs go when others start; those of JVMs that run stay. */
class RetentionIT {
  private static final int MEGABYTE = 1_000_000;

  @TempDir private Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void oneOfSeveralThatStartRemovesWhatIsOldOrTooMuch(Jdk jdk) throws Exception {
    Workbench workbench = Workbench.in(folder);
    Path ledgers = workbench.ledgers();
    Path model = ofKilled(jdk, workbench);
    List<Path> old = new ArrayList<>();
    List<Path> large = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      old.add(copy(model, i, Duration.ofDays(7 + i), 1));
      large.add(copy(model, 3 + i, Duration.ofDays(i), 4));
    }
    try (HostJvm running = start(jdk, workbench, "keep-age=99d,keep-size=9GB")) {
      assertThat(running.ask("run openToWrite 3")).isNotEmpty();
      Await.that("its ledger has begun", () -> ReinCli.view(ledgers).of(running).hasBegun());
      // Its pid says nothing, as that of another container; only its lock tells that it runs.
      Path mine = foreignPid(Path.of(ReinCli.view(ledgers).of(running).folder()));
      age(mine, Duration.ofDays(30));
      List<HostJvm> starting = new ArrayList<>();
      try {
        for (int i = 0; i < 4; i++) {
          starting.add(fork(jdk, workbench, "keep-age=7d,keep-size=14MB"));
        }
        starting.forEach(HostJvm::awaitReady);
        Await.that("one has removed something", () -> !removals(ledgers).isEmpty());
        Await.that("what is too much has gone", () -> !Files.exists(large.get(2)));
        for (HostJvm host : starting) {
          assertThat(host.ask("run openToWrite 2")).isNotEmpty();
          Await.that(
              "what it used is told",
              () -> ReinCli.view(ledgers).of(host).hasUsed("files.written", 2));
        }
      } finally {
        for (HostJvm host : starting) {
          assertThat(host.end()).isZero();
        }
      }

      assertThat(removals(ledgers)).hasSize(1);
      assertThat(removals(ledgers).get(0).get("message").getAsString())
          .startsWith("removed 4 files of ledgers, ")
          .contains("3 older than 7 days, 1 to stay below 14.0 MB");
      assertThat(old).allMatch(Files::notExists);
      assertThat(large.subList(0, 2)).allMatch(Files::exists);
      try (Stream<Path> files = Files.list(mine.resolve("queue"))) {
        assertThat(files).anyMatch(file -> file.toString().endsWith(".cq4"));
      }
      assertThat(running.ask("run openToWrite 2")).isNotEmpty();
      assertThat(running.end()).isZero();
    }
  }

  private HostJvm start(Jdk jdk, Workbench workbench, String options) throws IOException {
    return fork(jdk, workbench, options).awaitReady();
  }

  private static HostJvm fork(Jdk jdk, Workbench workbench, String options) throws IOException {
    return HostCommand.on(jdk)
        .agent("dir=" + workbench.ledgers() + "," + options)
        .start(ActionHost.class, workbench.toString(), "");
  }

  private static List<JsonObject> removals(Path ledgers) throws Exception {
    return ReinCli.events(ledgers).ofType("notice").stream()
        .filter(event -> event.get("message").getAsString().startsWith("removed "))
        .toList();
  }

  /** The ledger of a JVM that was killed. */
  private Path ofKilled(Jdk jdk, Workbench workbench) throws Exception {
    Workbench other = Workbench.in(folder.resolve("killed"));
    try (HostJvm host = start(jdk, other, "keep-age=7d")) {
      Await.that("its ledger has begun", () -> ReinCli.view(other.ledgers()).of(host).hasBegun());
      Path ledger = Path.of(ReinCli.view(other.ledgers()).of(host).folder());
      host.kill();
      return ledger;
    }
  }

  /** As if another JVM had left it so long ago, and had written so much. */
  private Path copy(Path model, int number, Duration age, int megabytes) throws IOException {
    String time = "-20261101T00000" + number + ".000Z";
    Path copy = Workbench.in(folder).ledgers().resolve((Integer.MAX_VALUE - number) + time);
    try (Stream<Path> files = Files.walk(model)) {
      for (Path file : files.toList()) {
        Path target = copy.resolve(model.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (Files.isRegularFile(file)) {
          Files.copy(file, target);
          if (file.toString().endsWith(".cq4")) {
            byte[] more = new byte[megabytes * MEGABYTE];
            java.util.Arrays.fill(more, (byte) 1);
            Files.write(target, more, java.nio.file.StandardOpenOption.APPEND);
          }
        }
      }
    }
    foreignPid(copy);
    age(copy, age);
    return copy;
  }

  private static Path foreignPid(Path ledger) throws IOException {
    Path meta = ledger.resolve("meta.json");
    String text = Files.readString(meta).replaceFirst("\"pid\":\\d+", "\"pid\":2147483600");
    Files.writeString(meta, text);
    return ledger;
  }

  private static void age(Path ledger, Duration age) throws IOException {
    FileTime then = FileTime.from(Instant.now().minus(age));
    try (Stream<Path> files = Files.walk(ledger)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, then);
      }
    }
  }
}
