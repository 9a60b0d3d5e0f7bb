package dev.rein.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code rein prices}, and what the commands on policies say of prices. */
final class PricesCommandTest {
  private static final String OURS =
      """
      {"rein-prices": 1, "date": "2026-11-01", "source": "our\\u001b[31m contract", "prices": [
        {"model": "house", "input": 1.25, "output": 10, "cached": 0.125, "max-output": 8192,
         "above": [{"tokens": 200000, "input": 2.50, "output": 15}]}]}
      """;

  @TempDir private Path dir;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine commandLine = ReinCommand.commandLine(new File("rein.jar"));
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(args);
  }

  private String policy(String text) throws IOException {
    Files.writeString(dir.resolve("ours.json"), OURS);
    return Files.writeString(dir.resolve("p.yaml"), text).toString();
  }

  @Test
  void theTableIsListedWithItsDateAndSource() {
    assertThat(run("prices")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .startsWith("Prices:  20")
        .contains("genai-prices", "Unknown: warn", "PROVIDER", "CACHE-WRITE")
        .containsPattern("openai +gpt-4o +\\$2.5 +\\$10 +\\$1.25 +\\$2.5\n")
        .containsPattern("ollama +\\* +\\$0 +\\$0 +\\$0 +\\$0\n");
  }

  @Test
  void aModelIsFoundByAnyOfItsNames() {
    assertThat(run("prices", "gpt-4o-2024-08-06", "groq/llama-3.1-8b-instant", "unheard-of"))
        .isEqualTo(ExitCode.OK);
    assertThat(out.toString().lines().skip(4))
        .satisfiesExactly(
            header -> assertThat(header).isNotEmpty(),
            gpt -> assertThat(gpt).matches("openai +gpt-4o +\\$2.5 .*"),
            llama -> assertThat(llama).matches("groq +llama-3.1-8b-instant +\\$0.05 .*"),
            none -> assertThat(none).isEqualTo("unheard-of: no price is known"));
  }

  @Test
  void aPolicysPricesAreTakenAndPrintedSafely() throws IOException {
    String policy = policy("models: {prices: ours.json, unknown: {input: 3, output: 15}}");

    assertThat(run("prices", "--policy", policy, "house", "gpt-4o")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .startsWith("Prices:  2026-11-01, in US dollars per million\n")
        .contains("Unknown: input $3 output $15 cached $3 cache-write $3\n")
        .containsPattern("\\* +house +\\$1.25 +\\$10 +\\$0.125 +\\$1.25 +8192\n")
        .containsPattern("\n +above 200000 tokens +\\$2.5 +\\$15 +\\$0.125 +\\$2.5\n")
        .containsPattern("\n\\* +\\* +\\$3 +\\$15 +\\$3 +\\$3\n")
        .doesNotContain("\u001b");
  }

  @Test
  void oneDocumentHasAllOfIt() throws IOException {
    String policy = policy("models: {prices: ours.json, unknown: deny, max-output: 5}");

    assertThat(run("prices", "--json", "--policy", policy, "house", "gpt-4o"))
        .isEqualTo(ExitCode.OK);
    JsonObject document = JsonParser.parseString(out.toString()).getAsJsonObject();
    assertThat(document.get("date").getAsString()).isEqualTo("2026-11-01");
    assertThat(document.get("unknown").getAsString()).isEqualTo("deny");
    assertThat(document.get("max_output").getAsInt()).isEqualTo(5);
    assertThat(document.getAsJsonArray("no_price").toString()).isEqualTo("[\"gpt-4o\"]");
    assertThat(document.getAsJsonArray("prices").toString())
        .isEqualTo(
            "[{\"asked\":\"house\",\"provider\":\"*\",\"model\":\"house\",\"max_output\":8192,"
                + "\"rates\":[{\"above_tokens\":0,\"input_micro_usd\":1250000,"
                + "\"output_micro_usd\":10000000,\"cached_micro_usd\":125000,"
                + "\"cache_write_micro_usd\":1250000},{\"above_tokens\":200000,"
                + "\"input_micro_usd\":2500000,\"output_micro_usd\":15000000,"
                + "\"cached_micro_usd\":125000,\"cache_write_micro_usd\":2500000}]}]");
  }

  @Test
  void aFileOfPricesThatCannotBeUsedIsAMistakeOfThePolicy() throws IOException {
    String policy = policy("models:\n  prices: theirs.json\n");
    String mistake = policy + ":2:11: " + dir.resolve("theirs.json") + ": there is no such file";

    assertThat(run("policy", "check", policy)).isEqualTo(ExitCode.FAILURE);
    assertThat(err.toString()).isEqualTo(mistake + "\n");
    assertThat(run("prices", "--policy", policy)).isEqualTo(ExitCode.FAILURE);
    assertThat(err.toString()).endsWith("rein: " + mistake + "\n");
    assertThat(run("policy", "check", "--json", policy)).isEqualTo(ExitCode.FAILURE);
    assertThat(out.toString()).contains("{\"line\":2,\"column\":11,\"message\":");
  }

  @Test
  void whatHoldsSaysWhosePricesDo() throws IOException {
    String policy = policy("models: {prices: ours.json, unknown: deny}");

    assertThat(run("policy", "effective", "--policy", policy)).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains(
            "  models prices " + dir.resolve("ours.json") + ", unknown deny, max-output 4096\n");
    assertThat(run("policy", "effective", "--json", "--policy", policy)).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains(
            "\"models\":{\"prices\":\""
                + dir.resolve("ours.json")
                + "\",\"unknown\":\"deny\",\"max_output\":4096}");
  }
}
