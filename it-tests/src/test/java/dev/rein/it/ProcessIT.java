package dev.rein.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.rein.it.host.ActionHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the ledger says of the processes that a program starts, and what it must not say. */
class ProcessIT {
  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void tellsEachStartAndHowItEnded(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host = start(jdk, workbench)) {
      for (String action :
          List.of(
              "startProcess", "execute", "startPipeline", "destroy", "kill", "startAndForget")) {
        assertThat(host.ask("run " + action + " 1")).as(action).containsExactly("ok");
      }
      // By then nobody has waited for the last one; its end shows without.
      Await.that("the last has ended", () -> ends(workbench).size() == 7);
      assertThat(host.end()).isZero();
      Events events = ReinCli.events(workbench.ledgers());
      assertThat(texts(events.ofType("process.started"), "command"))
          .containsExactly("true", "echo hello", "cat", "cat", "cat", "cat", "sh -c \"exit 3\"");
      assertThat(texts(ends(workbench), "exitCode"))
          .containsExactlyInAnyOrder("0", "0", "0", "0", "143", "137", "3");
      assertThat(texts(events.ofType("process.destroyed"), "forced"))
          .containsExactly("false", "true");
      assertThat(texts(events.ofType("process.destroyed"), "thread")).containsOnly("main");
      assertThat(texts(ends(workbench), "pid"))
          .containsExactlyInAnyOrderElementsOf(texts(events.ofType("process.started"), "pid"))
          .containsAll(texts(events.ofType("process.destroyed"), "pid"));
      assertThat(ReinCli.view(workbench.ledgers()).of(host).used("processes.live")).isZero();
      assertThat(ReinCli.run("events", "--dir", workbench.ledgers().toString()).stdout())
          .contains("[jvm] process ", " ended with 137 after ", " killed by main");
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void keepsNoSecretOfAnArgument(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host = start(jdk, workbench)) {
      assertThat(host.ask("run startWithSecret 1")).containsExactly("ok");
      assertThat(host.end()).isZero();
    }
    assertThat(texts(ReinCli.events(workbench.ledgers()).ofType("process.started"), "command"))
        .containsExactly("echo --password=*** --token *** -p*** https://***@localhost/?***");
    try (Stream<Path> files = Files.walk(workbench.ledgers())) {
      List<String> contents = files.filter(Files::isRegularFile).map(ProcessIT::content).toList();
      assertThat(contents).anyMatch(content -> content.contains("--password=***"));
      assertThat(contents).noneMatch(content -> content.contains("hunter2"));
    }
  }

  private static HostJvm start(Jdk jdk, Workbench workbench) throws IOException {
    return HostCommand.on(jdk)
        .rein(workbench.ledgers())
        .start(ActionHost.class, workbench.toString(), "")
        .awaitReady();
  }

  private static List<JsonObject> ends(Workbench workbench)
      throws IOException, InterruptedException {
    return ReinCli.events(workbench.ledgers()).ofType("process.ended");
  }

  private static List<String> texts(List<JsonObject> events, String detail) {
    return events.stream()
        .map(event -> event.getAsJsonObject("details").get(detail).getAsString())
        .toList();
  }

  private static String content(Path file) {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
