package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.BudgetHost;
import dev.rein.it.models.OpenAiChat;
import dev.rein.it.models.ProviderServer;
import dev.rein.it.models.Tally;
import dev.rein.it.models.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight agents at once spend what they share of tokens, money and calls, and no more: by the
 * server's own count. Who is refused is told whose it is and what is left.
 */
class BudgetIT {
  /** A third of its letters is more than any prompt takes by the server's count. */
  private static final String LONG_PROMPT = "3000";

  private static final String SHORT_PROMPT = "30";
  private static final int AGENTS = 8;
  private static final long OUTPUT_RESERVED = 500;

  @TempDir Path folder;

  @Test
  void tokensAreNeverOverspentWhereTheEstimateHolds() throws IOException, InterruptedException {
    Ended ended = run("limits: {llm.tokens: {budget: 20000, then: deny}}", LONG_PROMPT);
    assertThat(ended.tokens()).isLessThanOrEqualTo(20_000);
    Pattern message =
        Pattern.compile(
            "refused by Rein: llm.tokens of account 'jvm' has ([0-9]+) of 20000 left "
                + "\\(used ([0-9]+)(?:, reserved by calls under way ([0-9]+))?\\), "
                + "and this call may need up to ([0-9]+);.*");
    for (String why : ended.refusals()) {
      Matcher told = message.matcher(why);
      assertThat(told.matches()).as(why).isTrue();
      long left = Long.parseLong(told.group(1));
      long needed = Long.parseLong(told.group(4));
      assertThat(left).as(why).isLessThan(needed);
      // Nothing that one more call could have had is left over.
      assertThat(ended.tokens() + needed).as(why).isGreaterThan(20_000);
    }
    assertThat(ended.jvm().used("llm.tokens")).isEqualTo(ended.tokens());
  }

  @Test
  void tokensAreOverspentByNoMoreThanWhatCallsInFlightTookBeyondTheEstimate()
      throws IOException, InterruptedException {
    Ended ended = run("limits: {llm.tokens: {budget: 20000, then: deny}}", SHORT_PROMPT);
    long most = ended.tally().mostTokens() - OUTPUT_RESERVED;
    assertThat(ended.tokens()).isLessThanOrEqualTo(20_000 + AGENTS * most);
    assertThat(ended.refusals()).allMatch(why -> why.contains("llm.tokens of account 'jvm' has "));
    assertThat(ended.jvm().used("llm.tokens")).isEqualTo(ended.tokens());
  }

  @Test
  void moneyIsNeverOverspentWhereTheEstimateHolds() throws IOException, InterruptedException {
    Ended ended =
        run(
            """
            limits: {llm.cost: {budget: 20.00, then: deny}}
            models: {unknown: {input: 1000.00, output: 4000.00, cached: 500.00}}
            """,
            LONG_PROMPT);
    // In millionths of a dollar.
    long spent = ended.usage().input() * 1_000 + ended.usage().output() * 4_000;
    assertThat(spent).isLessThanOrEqualTo(20_000_000);
    assertThat(ended.jvm().used("llm.cost")).isEqualTo(spent);
    Pattern message =
        Pattern.compile(
            "refused by Rein: llm.cost of account 'jvm' has \\$[0-9.]+ of \\$20 left "
                + "\\(used \\$[0-9.]+.*\\), and this call may need up to \\$[0-9.]+;.*");
    assertThat(ended.refusals()).allMatch(why -> message.matcher(why).matches());
  }

  @Test
  void aModelWithoutAPriceIsDeniedWhereThePolicySaysSo() throws IOException, InterruptedException {
    Ended ended = run("models: {unknown: deny}", SHORT_PROMPT);
    assertThat(ended.tally().all().requests()).isZero();
    assertThat(ended.refusals())
        .allMatch(
            why ->
                why.startsWith(
                    "refused by Rein: no price is known for model budget-loopback of openai"));
  }

  @Test
  void elseItIsToldOnceAndItsCallsAreMarked() throws IOException, InterruptedException {
    Ended ended = run("limits: {llm.calls: {budget: 20, then: deny}}", SHORT_PROMPT);
    assertThat(ended.jvm().used("llm.cost")).isZero();
    assertThat(ReinCli.events(folder.resolve("ledgers")).ofType("notice"))
        .filteredOn(event -> event.get("message").getAsString().contains("no price is known"))
        .hasSize(1);
    assertThat(ReinCli.events(folder.resolve("ledgers")).ofType("model.called"))
        .hasSize(20)
        .noneMatch(event -> event.getAsJsonObject("details").has("cost"));
  }

  @Test
  void callsAreNeverTooMany() throws IOException, InterruptedException {
    Ended ended = run("limits: {llm.calls: {budget: 20, then: deny}}", SHORT_PROMPT);
    assertThat(ended.tally().all().requests()).isEqualTo(20);
    assertThat(ended.jvm().used("llm.calls")).isEqualTo(20);
    assertThat(ended.refusals())
        .allMatch(
            why ->
                why.startsWith(
                    "refused by Rein: llm.calls of account 'jvm' has reached its limit of 20"
                        + " (used 20)"));
  }

  @Test
  void eachAgentSpendsItsOwn() throws IOException, InterruptedException {
    String each =
        IntStream.range(0, AGENTS)
            .mapToObj(i -> "agent-" + i + ": {limits: {llm.tokens: {budget: 4000, then: deny}}}")
            .collect(Collectors.joining(", ", "agents: {", "}"));
    Ended ended = run(each, LONG_PROMPT);
    Map<String, Long> used = ended.jvm().usedByAccount("llm.tokens");
    assertThat(ended.jvm().used("llm.tokens")).isEqualTo(ended.tokens());
    for (int i = 0; i < AGENTS; i++) {
      String agent = "agent-" + i;
      assertThat(used.get(agent)).as(agent).isBetween(1L, 4_000L);
      assertThat(ended.refusals())
          .as(agent)
          .anyMatch(why -> why.contains("llm.tokens of account '" + agent + "' has "));
    }
  }

  private Ended run(String yaml, String prompt) throws IOException, InterruptedException {
    Path policy = Files.writeString(folder.resolve("rein.yaml"), yaml);
    Path dir = folder.resolve("ledgers");
    try (ProviderServer server = ProviderServer.start(new OpenAiChat());
        HostJvm host =
            HostCommand.on(Jdk.ofThisBuild())
                .rein(dir, policy)
                .start(BudgetHost.class, server.url(), prompt)
                .awaitReady()) {
      List<String> lines = host.readUntil("done");
      assertThat(host.end()).isZero();
      assertThat(lines).hasSize(AGENTS);
      List<String> refusals =
          lines.stream().map(line -> line.substring(line.indexOf(' ') + 1)).toList();
      assertThat(refusals).allMatch(why -> why.startsWith("refused by Rein: "));
      return new Ended(refusals, server.tally(), ReinCli.view(dir).of(host));
    }
  }

  /** What became of a program, by the server's count and by Rein's. */
  private record Ended(List<String> refusals, Tally tally, Ledgers.Jvm jvm) {
    Usage usage() {
      return tally.all().usage();
    }

    long tokens() {
      return usage().input() + usage().output();
    }
  }
}
