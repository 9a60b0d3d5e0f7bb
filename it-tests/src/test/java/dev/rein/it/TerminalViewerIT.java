package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.AgentsHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The screen of {@code rein view} in a real pseudo-terminal, on real programs. */
class TerminalViewerIT {
  private static final String POLICY =
      """
      limits:
        files.read: {budget: 100, then: deny}
      agents:
        coder:
          limits:
            files.read: {budget: 3, then: deny}
        writer:
          limits:
            files.read: {budget: 5, then: deny}
      rules:
        - {process: "true --of *", then: approve, cost: 3.06/h}
      """;

  @TempDir Path folder;

  @Test
  void fitsTheWindowAndAnswersKeys() throws IOException, InterruptedException {
    Workbench bench = Workbench.in(folder);
    try (HostJvm host = startAgents(bench);
        PseudoTerminal terminal = view(bench)) {
      terminal.awaitText("denied: files.read at 3 of 3");
      assertThat(terminal.screen().text().lines().toList())
          .anyMatch(line -> line.matches(host.pid() + " .*AgentsHost  running +..:..:.. UTC"))
          .anyMatch(line -> line.matches("▸ jvm +normal .*┄ +\\d+% files.read.*"))
          .anyMatch(line -> line.matches("    coder +intervention .* ━━━━━━━ 100% files.read +2"))
          .anyMatch(line -> line.matches("    writer +normal .* ━━━┄┄┄┄  40% files.read"))
          .anyMatch(
              line -> line.matches(".*coder +denied: files.read at 3 of 3: .* \\(2 times\\)"));
      terminal.screen().picture("terminal-80x24");
      resize(terminal, 200, 50);
      resize(terminal, 120, 40);
      resize(terminal, 80, 24);
      browse(terminal);
      terminal.press("q");
      assertThat(terminal.awaitEnd()).isZero();
    }
  }

  private static void resize(PseudoTerminal terminal, int width, int height)
      throws IOException, InterruptedException {
    terminal.resize(width, height);
    terminal.awaitScreen(
        "it fills " + width + "x" + height,
        shown -> {
          List<String> lines = shown.lines().toList();
          return lines.size() == height
              && lines.get(0).endsWith(" UTC")
              && lines.get(0).length() == width
              && lines.stream().filter(line -> line.contains("accounts by")).count() == 1
              && lines.get(height - 2).endsWith("now")
              && lines.get(height - 1).startsWith("q quit");
        });
    terminal.screen().picture("terminal-" + width + "x" + height);
  }

  private static void browse(PseudoTerminal terminal) throws IOException {
    terminal.press("s");
    terminal.awaitText("accounts by cpu");
    terminal.press("ssss");
    terminal.awaitText("accounts by tree");
    terminal.press("/wri\r");
    terminal.awaitScreen(
        "only the writer is shown",
        shown -> shown.contains("with \"wri\"") && !shown.contains(" coder "));
    terminal.press("\u001b");
    terminal.awaitText("    coder ");
    terminal.press("j\r");
    terminal.awaitScreen(
        "the coder's details are shown",
        shown -> shown.contains("coder: intervention") && shown.contains("budget 3 deny"));
    terminal.screen().picture("terminal-details");
    terminal.press("\u001b");
    terminal.awaitText("accounts by tree");
    terminal.press("\t\t");
    terminal.awaitText("hot spots of coder");
    terminal.press("\t");
    terminal.awaitText("▶ accounts by tree");
    terminal.press("?");
    terminal.awaitText("keys (any key goes back)");
    terminal.screen().picture("terminal-help");
    terminal.press(" ");
    terminal.awaitText("accounts by tree");
  }

  @Test
  void asksFirstAndThenSteersTheProgram() throws IOException, InterruptedException {
    Workbench bench = Workbench.in(folder);
    try (HostJvm host = startAgents(bench);
        PseudoTerminal terminal = view(bench)) {
      Steered steered = new Steered(host, bench.ledgers());
      terminal.awaitText("    writer ");
      terminal.press("p");
      terminal.awaitText("Pause jvm of " + host.pid() + "? y/n");
      terminal.screen().picture("terminal-question");
      terminal.press("n");
      terminal.awaitText("nothing was done");
      assertThat(steered.isPaused("jvm")).isFalse();

      terminal.press("py");
      terminal.awaitText("paused jvm of " + host.pid());
      assertThat(steered.isPaused("jvm")).isTrue();
      Await.that("the ledger says so", () -> steered.view().isPaused());
      host.say("writer read");
      terminal.press("ry");
      terminal.awaitText("resumed jvm");
      assertThat(host.readLine()).isEqualTo("writer ok");

      host.say("coder spawn");
      terminal.awaitText("1 call waits for a yes (a) or no (d)");
      terminal.press("a");
      terminal.awaitText("of coder: true --of coder? y/n");
      terminal.press("y");
      assertThat(host.readLine()).isEqualTo("coder ok");
      terminal.awaitScreen("no call waits", shown -> !shown.contains("1 call waits"));
      host.say("writer spawn");
      terminal.awaitText("1 call waits for a yes (a) or no (d)");
      terminal.press("dy");
      assertThat(host.readLine()).isEqualTo("writer refused");
      terminal.awaitText("denied call");
    }
  }

  @Test
  void goesBackInTheTimeOfAKilledProgram() throws IOException, InterruptedException {
    Workbench bench = Workbench.in(folder);
    try (HostJvm host = startAgents(bench)) {
      host.kill();
    }
    try (PseudoTerminal terminal = view(bench)) {
      terminal.awaitScreen(
          "it is at its end",
          shown ->
              shown.contains("denied: files.read at 3 of 3")
                  && shown.contains("AgentsHost  killed")
                  && shown.contains("  end\n"));
      terminal.press("{{{{{{{{{{{{{{{{{{{{");
      terminal.awaitScreen(
          "it is before the refusal",
          shown -> shown.contains("[ ] { } g") && !shown.contains("denied: files.read"));
      terminal.screen().picture("terminal-past");
      terminal.press("p");
      terminal.awaitText("has ended: there is nothing to steer");
      terminal.press("g");
      terminal.awaitText("denied: files.read at 3 of 3");
    }
  }

  @Test
  void hostileNamesStayInTheirCells() throws IOException, InterruptedException {
    Workbench bench = Workbench.in(folder);
    List<String> names =
        List.of(
            "\u001b[31m\u001b]0;owned\u0007\u001b[2J<b>&amp;",
            "\u202eevil\u2066",
            "名前名前名前名前名前名前",
            "🚀👩‍🚀é\u0301\u0301\u0301\u0301\u0301",
            "x".repeat(10_000));
    try (HostJvm host = startAgents(bench)) {
      for (String name : names) {
        host.say(name + " read");
        assertThat(host.readLine()).isEqualTo(name + " ok");
      }
      try (PseudoTerminal terminal = view(bench)) {
        terminal.awaitText("    xxxx");
        terminal.screen().picture("terminal-hostile");
        assertThat(terminal.output()).doesNotContain("\u001b]0", "\u0007", "\u202e", "\u2066");
        List<String> lines = terminal.screen().text().lines().toList();
        int first =
            lines.indexOf(lines.stream().filter(l -> l.startsWith("▸ jvm")).findFirst().get());
        int column = terminal.screen().columnOf(first, "normal");
        for (int row = first + 3; row < first + 3 + names.size(); row++) {
          assertThat(terminal.screen().columnOf(row, "normal"))
              .as(lines.get(row))
              .isEqualTo(column);
        }
        assertThat(lines.get(23)).startsWith("q quit");
      }
    }
  }

  private static PseudoTerminal view(Workbench bench) throws IOException {
    return PseudoTerminal.start(
        ReinCli.shellWords("view", "--dir", bench.ledgers().toString()), Map.of(), 80, 24);
  }

  /** A coder that has met its limit, and a writer that has not. */
  private static HostJvm startAgents(Workbench bench) throws IOException {
    HostJvm host =
        HostCommand.on(Jdk.ofThisBuild())
            .rein(bench.ledgers(), bench.policy(POLICY))
            .start(AgentsHost.class, bench.folder().resolve("input.txt").toString())
            .awaitReady();
    for (String outcome : List.of("ok", "ok", "ok", "refused", "refused")) {
      host.say("coder read");
      assertThat(host.readLine()).isEqualTo("coder " + outcome);
    }
    for (int i = 0; i < 2; i++) {
      host.say("writer read");
      assertThat(host.readLine()).isEqualTo("writer ok");
    }
    return host;
  }
}
