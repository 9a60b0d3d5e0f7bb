package dev.rein.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code rein policy effective} and {@code rein policy schema}. */
final class EffectiveCommandTest {
  private static final String POLICY =
      """
      profile: careful
      profiles:
        careful: {extends: production, limits: {cost: {budget: 5.25, per: 1d, then: throttle}}}
      limits:
        net.bytes.sent: {rate: 10MB/1s, burst: 20MB}
      agents:
        coder:
          match: [{method: com.acme.Coder.run}, {thread: coder-*}]
          priority: high
          limits: {time.since_deliverable: {above: 1h}}
      rules:
        - {process: "aws ec2*", agent: coder, then: approve, cost: 3.06/h, longest-wait: 5m}
      """;

  @TempDir private Path dir;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path file = Path.of("set", "by", "setUp");

  @BeforeEach
  void setUp() throws IOException {
    file = Files.writeString(dir.resolve("p.yaml"), POLICY);
  }

  @Test
  void everyLimitIsALineWithItsOrigin() {
    assertThat(run("--policy", file.toString())).isEqualTo(ExitCode.OK);

    List<String> lines = out.toString().lines().map(line -> line.replaceAll(" +", " ")).toList();
    assertThat(lines)
        .contains(
            "rein.policy " + file + " agent argument policy",
            "rein.on-error continue default",
            " mode enforce",
            " check-interval 1m",
            " intervention pause true, pause-timeout never, auto-terminate false, grace 10s, exit"
                + " false",
            "jvm: profile careful, priority standard",
            " files.accessed budget 50, warn at 40, then pause profile production",
            " cost budget $5.25 per 1d, warn at $4.2, then throttle, longest-wait 1m profile"
                + " careful (p.yaml:3)",
            " net.bytes.sent rate 10000000 bytes/1s, burst 20000000 bytes, then throttle,"
                + " longest-wait 1m p.yaml:5",
            "agents that are not named below: profile careful, priority standard",
            "agent coder (p.yaml:7): profile careful, priority high",
            " known by method com.acme.Coder.run",
            " known by thread coder-*",
            " time.since_deliverable above 1h, warn at 48m, cool-down 30s, then pause p.yaml:10",
            " process \"aws ec2*\" of agent coder budget 0, warn at 1, then approve, longest-wait"
                + " 5m, costs $3.06 an hour p.yaml:12");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void optionsAreTakenAsTheJvmWouldGetThem() {
    String agent = "-javaagent:/opt/rein.jar=policy=" + file + ",dir=/var/rein";

    assertThat(
            run("--json", "--", agent, "-Drein.mode=observe", "-Drein.dir=/no", "-Drein.modus=x"))
        .isEqualTo(ExitCode.OK);

    JsonObject document = JsonParser.parseString(out.toString()).getAsJsonObject();
    assertThat(document.get("mode").getAsString()).isEqualTo("observe");
    assertThat(document.get("policy").getAsString()).isEqualTo(file.toString());
    assertThat(document.getAsJsonArray("options").asList())
        .extracting(JsonElement::toString)
        .contains(
            "{\"option\":\"rein.dir\",\"value\":\"/var/rein\",\"origin\":\"agent argument dir\"}",
            "{\"option\":\"rein.mode\",\"value\":\"observe\",\"origin\":\"-Drein.mode\"}");
    assertThat(document.getAsJsonObject("jvm").getAsJsonArray("limits").asList())
        .extracting(JsonElement::toString)
        .contains(
            "{\"resource\":\"net.bytes.sent\",\"unit\":\"bytes\",\"kind\":\"rate\",\"max\":10000000,"
                + "\"window_ms\":1000,\"burst\":20000000,\"then\":\"throttle\","
                + "\"longest_wait_ms\":60000,\"origin\":\"p.yaml:5\"}");
    assertThat(document.getAsJsonArray("rules").get(0).toString())
        .contains("\"subject\":\"process\"", "\"cost_micro_usd\":3060000,\"cost_per\":\"hour\"");
    assertThat(document.getAsJsonArray("agents").get(0).toString())
        .contains("\"name\":\"coder\"", "\"methods\":[\"com.acme.Coder.run\"]");
    assertThat(err.toString())
        .contains("-Drein.modus is no option of Rein; did you mean 'rein.mode");
  }

  @Test
  void withoutAPolicyNothingIsLimited() {
    assertThat(run()).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("policy no policy", "  no limits");
  }

  @Test
  void whatIsWrongIsOneLine() throws IOException {
    assertThat(run("--", "mod=observe")).isEqualTo(ExitCode.FAILURE);
    assertThat(run("--policy", dir.resolve("gone").toString())).isEqualTo(ExitCode.NO_SUCH_TARGET);
    Files.writeString(file, "mods: x");
    assertThat(run("--policy", file.toString())).isEqualTo(ExitCode.FAILURE);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).startsWith("rein: "));
  }

  @Test
  void theSchemaIsPrinted() {
    assertThat(execute("policy", "schema")).isEqualTo(ExitCode.OK);
    assertThat(
            JsonParser.parseString(out.toString()).getAsJsonObject().get("$schema").getAsString())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
  }

  private int run(String... args) {
    String[] all = new String[args.length + 2];
    all[0] = "policy";
    all[1] = "effective";
    System.arraycopy(args, 0, all, 2, args.length);
    return execute(all);
  }

  private int execute(String... args) {
    CommandLine commandLine = ReinCommand.commandLine(new File("rein.jar"));
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(args);
  }
}
