package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.rein.instrumentation.HookCatalog;
import dev.rein.instrumentation.HookSpec;
import dev.rein.it.host.ActionHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code rein view --coverage}: every hook is accounted for, and what goes past them is named. */
class CoverageIT {
  /** On a class that this program loads when it is told to, not before. */
  private static final String LATE =
      "jdk.internal.net.http.HttpClientImpl.send(java.net.http.HttpRequest,"
          + "java.net.http.HttpResponse$BodyHandler)";

  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void accountsForEveryHook(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    // The JDK's own libraries are of no interest, unless a program brings one along.
    Path ofJdk = jdk.home().resolve("lib").resolve(System.mapLibraryName("syslookup"));
    Path library = Files.copy(ofJdk, folder.resolve(System.mapLibraryName("brought")));
    try (HostJvm host =
        HostCommand.on(jdk)
            .rein(workbench.ledgers())
            .start(ActionHost.class, workbench.toString(), "")
            .awaitReady()) {
      assertThat(host.ask("run openToRead 2")).containsOnly("ok");
      Await.that("the start shows", () -> !states(coverage(workbench)).isEmpty());
      assertThat(states(coverage(workbench)).keySet())
          .containsExactlyInAnyOrderElementsOf(hooks(jdk));
      assertThat(states(coverage(workbench))).containsEntry(LATE, "waiting");
      assertThat(host.ask("load " + library)).isEmpty();
      // There is no server; but the client's classes are loaded by now.
      assertThat(host.ask("run send 1")).hasSize(1);
      Await.that("what came later", () -> hasCaughtUp(coverage(workbench)));
      assertThat(host.end()).isZero();

      JsonObject after = coverage(workbench);
      assertThat(states(after)).doesNotContainValue("missing");
      assertThat(states(after)).containsEntry("java.lang.Thread.start()", "installed");
      assertThat(after.getAsJsonArray("nativeLibraries")).hasSize(1);
      assertThat(after.getAsJsonArray("switchedOff")).isEmpty();
      assertThat(after.getAsJsonArray("notIntercepted")).isNotEmpty();
      JsonObject files = after.getAsJsonObject("unattributed").getAsJsonObject("files.read");
      assertThat(files.get("share").getAsDouble()).isEqualTo(1.0);
      assertThat(ReinCli.run("view", "--coverage", "--dir", workbench.ledgers().toString()).lines())
          .anyMatch(line -> line.matches("  file: \\d+ installed.*"))
          .anyMatch(line -> line.matches("  files.read: \\d+ of \\d+, 100%"))
          .contains("native libraries the program has loaded", "  " + library);
    }
  }

  /** A method may have a hook of each of two kinds. */
  private static List<String> hooks(Jdk jdk) {
    return HookCatalog.forJdk(jdk.feature()).stream().map(HookSpec::id).distinct().toList();
  }

  private static boolean hasCaughtUp(JsonObject coverage) {
    return "installed".equals(states(coverage).get(LATE))
        && !coverage.getAsJsonArray("nativeLibraries").isEmpty();
  }

  private static JsonObject coverage(Workbench workbench) throws IOException, InterruptedException {
    ReinCli.Result result =
        ReinCli.run("view", "--coverage", "--json", "--dir", workbench.ledgers().toString());
    assertThat(result.exitCode()).as(result.stderr()).isZero();
    JsonObject document = JsonParser.parseString(result.stdout()).getAsJsonObject();
    return document.getAsJsonArray("jvms").get(0).getAsJsonObject();
  }

  private static Map<String, String> states(JsonObject coverage) {
    Map<String, String> states = new TreeMap<>();
    for (JsonElement area : coverage.getAsJsonArray("areas")) {
      for (JsonElement hook : area.getAsJsonObject().getAsJsonArray("hooks")) {
        JsonObject one = hook.getAsJsonObject();
        states.put(one.get("hook").getAsString(), one.get("state").getAsString());
      }
    }
    return states;
  }
}
