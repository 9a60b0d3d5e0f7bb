package dev.rein.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rein.it.host.ActionHost;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The screen of {@code rein view} in a pseudo-terminal, on the ledger of a JVM that has ended. */
class TerminalViewerIT {
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final Path SCREENS = Path.of("target", "screenshots");

  @TempDir Path folder;

  @Test
  void showsADeadJvmAndLeavesTheTerminalAsItWas() throws Exception {
    assumeTrue(Files.isExecutable(SCRIPT), "skipped, because there is no script(1)");
    Workbench bench = Workbench.in(folder).prepare(3);
    run(bench);
    for (Jdk jdk : Jdk.all()) {
      String drawn = view(jdk, bench);
      Files.createDirectories(SCREENS);
      Files.writeString(
          SCREENS.resolve("viewer-" + Path.of(jdk.java()).hashCode() + ".txt"), drawn);
      assertThat(drawn)
          .contains("accounts by tree", "keys (any key goes back)", "ENDED-0", " echo ")
          .doesNotContain("WARNING", "Exception");
    }
  }

  private String view(Jdk jdk, Workbench bench) throws Exception {
    String command =
        "stty cols 80 rows 24; "
            + jdk.java()
            + " -XX:TieredStopAtLevel=1 -Dstdout.encoding=UTF-8 -jar "
            + HostCommand.REIN_JAR
            + " view --dir "
            + bench.ledgers()
            + "; echo ENDED-$?; stty -a";
    Path output = folder.resolve("screen");
    ProcessBuilder script =
        new ProcessBuilder(SCRIPT.toString(), "-qfec", command, "/dev/null")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    script.environment().put("TERM", "xterm-256color");
    Process process = script.start();
    try (OutputStream keys = process.getOutputStream()) {
      awaitText(output, "accounts by tree");
      press(keys, "?");
      awaitText(output, "keys (any key goes back)");
      press(keys, " ");
      press(keys, "q");
      awaitText(output, "ENDED-");
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroy();
    }
    return stripped(output);
  }

  private static void press(OutputStream keys, String key) throws IOException {
    keys.write(key.getBytes(UTF_8));
    keys.flush();
  }

  private static void awaitText(Path output, String text) {
    Await.that("the screen has " + text, () -> stripped(output).contains(text));
  }

  private static String stripped(Path output) throws IOException {
    String raw = new String(Files.readAllBytes(output), UTF_8);
    return raw.replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]", "").replaceAll("\u001b[()=>].?", "");
  }

  private static void run(Workbench bench) throws IOException, InterruptedException {
    HostCommand command = HostCommand.on(Jdk.ofThisBuild()).rein(bench.ledgers());
    try (ProgramServer server = ProgramServer.start();
        HostJvm host =
            command.start(ActionHost.class, bench.toString(), server.url()).awaitReady()) {
      assertThat(host.ask("run readString 3")).hasSize(3);
      assertThat(host.end()).isZero();
    }
  }
}
