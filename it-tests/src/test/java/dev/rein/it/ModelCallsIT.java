package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.rein.it.models.AnthropicMessages;
import dev.rein.it.models.BedrockConverse;
import dev.rein.it.models.BedrockInvoke;
import dev.rein.it.models.CleartextHttp2;
import dev.rein.it.models.Gemini;
import dev.rein.it.models.OpenAiChat;
import dev.rein.it.models.OpenAiEmbeddings;
import dev.rein.it.models.OpenAiResponses;
import dev.rein.it.models.ProviderServer;
import dev.rein.it.models.Tally;
import dev.rein.it.models.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Model calls of frameworks, at their newest and an older version: what Rein counts is what the
 * server told, whole and streamed, compressed, from a cache, tried again, and eight at once.
 */
class ModelCallsIT {
  @TempDir static Path folder;

  @TestFactory
  Stream<DynamicTest> asTheServerTold() throws IOException, InterruptedException {
    List<Ended> ended = runAll();
    Ledgers ledgers = ReinCli.view(folder.resolve("ledgers"));
    return ended.stream()
        .map(one -> dynamicTest(one.framework().toString(), () -> one.check(ledgers)));
  }

  /** Two JVMs at a time. */
  private static List<Ended> runAll() throws IOException, InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      List<Future<Ended>> running = new ArrayList<>();
      for (Framework framework : Framework.all()) {
        running.add(executor.submit(() -> run(framework)));
      }
      List<Ended> ended = new ArrayList<>();
      for (Future<Ended> one : running) {
        ended.add(one.get());
      }
      return ended;
    } catch (ExecutionException e) {
      throw new IOException("a program could not be run", e);
    } finally {
      executor.shutdownNow();
    }
  }

  private static Ended run(Framework framework) throws IOException, InterruptedException {
    try (ProviderServer server = server();
        CleartextHttp2 http2 = CleartextHttp2.before(server);
        HostJvm host =
            framework
                .command(folder)
                .rein(folder.resolve("ledgers"))
                .start(
                    framework.program(),
                    framework.way().equals("http2") ? http2.url() : server.url(),
                    framework.way())
                .awaitReady()) {
      Usage before = server.tally().all().usage();
      List<String> told = host.ask("told");
      Usage after = server.tally().all().usage();
      List<String> unused = host.ask("untold");
      assertThat(host.end()).isZero();
      return new Ended(framework, host, told, after.minus(before), server.tally());
    }
  }

  private static ProviderServer server() throws IOException {
    return ProviderServer.start(
        new OpenAiChat(),
        new OpenAiResponses(),
        new OpenAiEmbeddings(),
        new AnthropicMessages(),
        new Gemini(),
        new BedrockConverse(),
        new BedrockInvoke());
  }

  /**
   * A program that has run.
   *
   * @param lines what it printed of the usage that its framework told it
   * @param usage what the server told meanwhile
   * @param tally what the server told in all
   */
  private record Ended(
      Framework framework, HostJvm host, List<String> lines, Usage usage, Tally tally) {
    void check(Ledgers ledgers) {
      if (framework.sumsUp()) {
        assertThat(lines)
            .containsExactly(usage.input() + " " + usage.output() + " " + usage.cached());
      }
      assertThat(host.stderr().lines())
          .noneMatch(line -> line.startsWith("rein:") || line.contains("says nothing of"));
      Ledgers.Jvm jvm = ledgers.of(host);
      Map<String, ModelRow> models = ModelRow.byModel(jvm);
      long unnamed = framework.hidesRequests() ? unnamed(models) : 0;
      assertThat(models).as(tally.toString()).containsOnlyKeys(tally.models().keySet());
      models.forEach(this::check);
      assertThat(sum(models, ModelRow::calls) + unnamed).isEqualTo(tally.all().requests());
      assertThat(jvm.used("llm.calls")).isEqualTo(tally.all().requests());
      assertThat(jvm.used("llm.tokens.input")).isEqualTo(sum(models, ModelRow::input));
      assertThat(jvm.used("llm.tokens.output")).isEqualTo(sum(models, ModelRow::output));
      assertThat(jvm.used("llm.tokens.cached")).isEqualTo(sum(models, ModelRow::cached));
      assertThat(jvm.used("llm.tokens"))
          .isEqualTo(jvm.used("llm.tokens.input") + jvm.used("llm.tokens.output"));
    }

    /** Takes out the row of those that failed before anybody told the model's name. */
    private static long unnamed(Map<String, ModelRow> models) {
      ModelRow row = models.remove("");
      assertThat(row).isNotNull();
      assertThat(row.failed()).isEqualTo(row.calls());
      assertThat(row.usage()).isEqualTo(Usage.NONE);
      return row.calls();
    }

    private void check(String model, ModelRow row) {
      Tally.Sum told = tally.of(model);
      if (framework.hidesRequests()) {
        assertThat(row.calls()).as(model).isBetween((long) told.calls(), (long) told.requests());
      } else {
        assertThat(row.calls()).as(model).isEqualTo(told.requests());
      }
      if (model.endsWith("-untold")) {
        assertThat(row.estimated()).as(model).isPositive();
        assertThat(row.input()).as(model).isPositive();
      } else {
        assertThat(row.estimated()).as(model).isZero();
        assertThat(row.usage()).as(model).isEqualTo(told.usage());
      }
    }

    private static long sum(Map<String, ModelRow> models, ToLongFunction<ModelRow> number) {
      return models.values().stream().mapToLong(number).sum();
    }
  }
}
