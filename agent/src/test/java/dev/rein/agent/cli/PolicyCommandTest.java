package dev.rein.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class PolicyCommandTest {
  @TempDir private Path dir;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path file = Path.of("set", "by", "setUp");

  @BeforeEach
  void setUp() {
    file = dir.resolve("p.yaml");
  }

  @Test
  void aGoodPolicyIsOk() throws IOException {
    Files.writeString(file, "limits: {files.read: {budget: 5}, files.written: {budget: 5}}");

    assertThat(check(file.toString())).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).isEqualTo(file + ": ok, 2 limits\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aGoodPolicyIsOkInJson() throws IOException {
    Files.writeString(file, "");

    assertThat(check(file.toString(), "--json")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).isEqualTo("{\"file\":\"" + file + "\",\"ok\":true,\"errors\":[]}\n");
  }

  @Test
  void everyMistakeIsALine() throws IOException {
    Files.writeString(file, "mode: off\nlimits: {files.read: {budget: x}}\n");

    assertThat(check(file.toString())).isEqualTo(ExitCode.FAILURE);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith(file + ":"));
  }

  @Test
  void everyMistakeIsAnEntryInJson() throws IOException {
    Files.writeString(file, "mode: off\n");

    assertThat(check("--json", file.toString())).isEqualTo(ExitCode.FAILURE);
    assertThat(out.toString())
        .isEqualTo(
            "{\"file\":\""
                + file
                + "\",\"ok\":false,\"errors\":[{\"line\":1,\"column\":7,\"message\":"
                + "\"unknown mode 'off'; expected one of: enforce, observe\"}]}\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aMissingFileIsNoSuchTarget() {
    assertThat(check(file.toString())).isEqualTo(ExitCode.NO_SUCH_TARGET);
    assertThat(err.toString()).isEqualTo(file + ": there is no such file\n");
  }

  @Test
  void aFolderIsAFailure() {
    assertThat(check(dir.toString())).isEqualTo(ExitCode.FAILURE);
    assertThat(err.toString()).startsWith(dir + ": this is a folder");
  }

  @Test
  void withoutAFileOrACommandItIsAUsageMistake() {
    assertThat(check()).isEqualTo(ExitCode.USAGE);
    assertThat(run("policy")).isEqualTo(ExitCode.USAGE);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("Which command of rein policy?").doesNotContain("\tat ");
  }

  private int check(String... args) {
    String[] all = new String[args.length + 2];
    all[0] = "policy";
    all[1] = "check";
    System.arraycopy(args, 0, all, 2, args.length);
    return run(all);
  }

  private int run(String... args) {
    CommandLine commandLine = ReinCommand.commandLine(new File("rein.jar"));
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(args);
  }
}
