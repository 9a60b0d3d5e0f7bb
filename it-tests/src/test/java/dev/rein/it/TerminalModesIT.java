package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.AgentsHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the screen of {@code rein view} begins and ends, and what it does in terminals of less. */
class TerminalModesIT {
  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @Test
  void waitsForTheFirstJvmAndShowsThoseThatComeAndGo() throws IOException, InterruptedException {
    Workbench bench = Workbench.in(folder);
    try (PseudoTerminal terminal = view(bench, Map.of())) {
      terminal.awaitText("This screen waits for the first one.");
      assertThat(terminal.screen().text())
          .contains("rein run --policy", bench.ledgers().toString());
      terminal.screen().picture("terminal-waiting");
      try (HostJvm first = start(bench)) {
        terminal.awaitText(first.pid() + " dev.rein.it.host.AgentsHost  running");
        try (HostJvm second = start(bench)) {
          terminal.awaitText("2 JVMs");
          terminal.awaitText(second.pid() + " dev.rein.it.host.AgentsHost has started");
          assertThat(terminal.screen().text())
              .as("the one that was looked at stays so")
              .contains("▸ " + first.pid());
          second.kill();
          terminal.awaitScreen(
              "the second is killed",
              shown -> shown.lines().anyMatch(l -> l.matches("  " + second.pid() + " +killed .*")));
        }
        terminal.screen().picture("terminal-jvms");
      }
      terminal.press("q");
      assertThat(terminal.awaitEnd()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void leavesTheTerminalAsItWas(Jdk jdk) throws IOException, InterruptedException {
    Workbench bench = ended();
    for (String way : new String[] {"q", "\u0003", "TERM"}) {
      try (PseudoTerminal terminal =
          PseudoTerminal.start(
              ReinCli.shellWords(jdk, "view", "--dir", bench.ledgers().toString()),
              Map.of(),
              80,
              24)) {
        terminal.awaitText("accounts by tree");
        assertThat(terminal.output()).contains("\u001b[?1049h", "\u001b[?25l");
        if (way.equals("TERM")) {
          ProcessHandle.of(terminal.pid()).orElseThrow().destroy();
        } else {
          terminal.press(way);
        }
        assertThat(terminal.awaitEnd()).as(way).isEqualTo(way.equals("TERM") ? 143 : 0);
        assertThat(terminal.changes()).as(way).isEmpty();
        assertThat(terminal.output()).doesNotContain("WARNING", "Exception");
      }
    }
  }

  @Test
  void noColourIsNoColour() throws IOException, InterruptedException {
    Workbench bench = ended();
    try (PseudoTerminal terminal = view(bench, Map.of())) {
      terminal.awaitText("accounts by tree");
      assertThat(terminal.screen().hasColour()).isTrue();
    }
    try (PseudoTerminal terminal = view(bench, Map.of("NO_COLOR", "1"))) {
      terminal.awaitText("accounts by tree");
      assertThat(terminal.screen().hasColour()).isFalse();
      assertThat(terminal.output())
          .doesNotContainPattern("\u001b\\[([0-9]+;)*(3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]");
      terminal.screen().picture("terminal-no-colour");
    }
  }

  @Test
  void linesWhereThereIsNoScreen() throws IOException, InterruptedException {
    Workbench bench = ended();
    try (PseudoTerminal terminal = view(bench, Map.of("TERM", "dumb"))) {
      assertThat(terminal.awaitEnd()).isZero();
      assertThat(terminal.output()).contains("jvm: normal").doesNotContain("\u001b");
    }
    ReinCli.Result piped = ReinCli.run("view", "--dir", bench.ledgers().toString());
    assertThat(piped.exitCode()).isZero();
    assertThat(piped.stdout()).contains("jvm: normal").doesNotContain("\u001b");
  }

  private static PseudoTerminal view(Workbench bench, Map<String, String> environment)
      throws IOException {
    return PseudoTerminal.start(
        ReinCli.shellWords("view", "--dir", bench.ledgers().toString()), environment, 80, 24);
  }

  private Workbench ended() throws IOException, InterruptedException {
    Workbench bench = Workbench.in(folder);
    try (HostJvm host = start(bench)) {
      assertThat(host.end()).isZero();
    }
    return bench;
  }

  private static HostJvm start(Workbench bench) throws IOException {
    return HostCommand.on(Jdk.ofThisBuild())
        .rein(bench.ledgers())
        .start(AgentsHost.class, bench.folder().resolve("input.txt").toString())
        .awaitReady();
  }
}
