package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.ActionHost;
import dev.rein.it.host.HelloHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code rein run -- java …}: the program's own output and exit code, or 5 at a limit. */
class RunIT {
  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  private static String[] run(List<String> options, List<String> program) {
    List<String> words = new ArrayList<>();
    words.add("run");
    words.addAll(options);
    words.add("--");
    words.addAll(program);
    return words.toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void endsAsTheProgramDoes(Jdk jdk) throws IOException, InterruptedException {
    List<String> dir = List.of("--dir", folder.toString());
    try (HostJvm without = HostCommand.on(jdk).start(HelloHost.class, "7")) {
      assertThat(without.awaitExit()).isEqualTo(7);
      List<String> program = HostCommand.on(jdk).line(HelloHost.class.getName(), "7");
      ReinCli.Result with = ReinCli.run(run(dir, program));
      assertThat(with.exitCode()).isEqualTo(7);
      assertThat(with.stdout()).isEqualTo(without.stdoutText());
      assertThat(with.stderr()).isEmpty();
    }
    List<String> program = HostCommand.on(jdk).line(HelloHost.class.getName());
    assertThat(ReinCli.run(run(dir, program)).exitCode()).isZero();
    assertThat(ReinCli.view(folder).jvms()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void tellsThatALimitWasHit(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path policy = workbench.policy("limits:\n  files.read: {budget: 2, then: deny}\n");
    List<String> options =
        List.of("--policy", policy.toString(), "--dir", workbench.ledgers().toString());
    List<String> program =
        HostCommand.on(jdk).line(ActionHost.class.getName(), workbench.toString(), "");
    assertThat(exitCode(options, program, "run openToRead 2")).isZero();
    assertThat(exitCode(options, program, "run openToRead 3")).isEqualTo(5);
  }

  /** What is said to the command reaches the program. */
  private static int exitCode(List<String> options, List<String> program, String command)
      throws IOException, InterruptedException {
    try (HostJvm rein = ReinCli.start(Jdk.ofThisBuild(), run(options, program)).awaitReady()) {
      assertThat(rein.ask(command)).isNotEmpty();
      return rein.end();
    }
  }

  @Test
  void tellsWhatIsWrongWithTheCommand() throws IOException, InterruptedException {
    assertUsage(ReinCli.run("run", "--dir", folder.toString()));
    assertUsage(ReinCli.run("run", "--", "echo", "hello"));
    assertUsage(ReinCli.run("run", "--no-such-option", "--", "java", "Main"));
    assertUsage(ReinCli.run());
    assertUsage(ReinCli.run("no-such-command"));
    assertUsage(ReinCli.run("attach", "no-number"));
  }

  private static void assertUsage(ReinCli.Result result) {
    assertThat(result.exitCode()).as(result.stderr()).isEqualTo(2);
    assertThat(result.stdout()).isEmpty();
    assertThat(result.stderr()).isNotEmpty().doesNotContain("\tat ");
  }
}
