package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls of a model by each HTTP client at its oldest and newest versions: what the answer tells is
 * charged, whether it comes whole, compressed or as a stream; an answer that is read in part is
 * estimated; one that says no costs nothing; a call beyond the budget does not go out.
 */
class ModelClientsIT {
  /** What the server tells of the first three answers. */
  private static final long INPUT = 11 + 21 + 31;

  private static final long OUTPUT = 7 + 9 + 5;

  private static final Map<String, Path> COMPILED = new ConcurrentHashMap<>();

  @TempDir static Path folder;

  /**
   * A client, and a program that asks a model with it.
   *
   * @param calls how many the four answers take: a client may try again where it was told to wait
   * @param hasLength whether the length of what is sent is known before it goes out
   */
  private record Client(
      HttpLibrary library, String program, String way, int calls, boolean hasLength) {
    @Override
    public String toString() {
      return program + ", " + way + ", " + library.folders();
    }
  }

  private static Client client(String program, String way, String... folders) {
    return client(program, way, 4, true, folders);
  }

  private static Client client(
      String program, String way, int calls, boolean hasLength, String... folders) {
    HttpLibrary library = new HttpLibrary(List.of(folders), HttpProgram.NETTY, way, true);
    return new Client(library, program, way, calls, hasLength);
  }

  private static List<Client> clients() {
    return List.of(
        client("UrlModel", "kept"),
        client("UrlModel", "fixed"),
        client("UrlModel", "chunked", 4, false),
        client("OkModel", "execute", "okhttp-3.0"),
        client("OkModel", "execute", "okhttp-3.12"),
        client("OkModel", "enqueue", "okhttp-3.14"),
        client("OkModel", "execute", "okhttp-4.0"),
        client("OkModel", "enqueue", "okhttp-4.12"),
        client("OkModel", "execute", "okhttp-5.3"),
        client("OkModel", "enqueue", "okhttp-5.3"),
        client("Apache4Model", "execute", "apache-async-4.0"),
        client("Apache4Model", "execute", "apache-4.5"),
        client("Apache4Model", "minimal", "apache-4.5"),
        client("Apache5Model", "execute", 5, true, "apache-5.0"),
        client("Apache5Model", "execute", 5, true, "apache-5.6"),
        client("Apache5Model", "minimal", "apache-5.6"),
        client("NettyModel", "write", "netty-4.1.0"),
        client("NettyModel", "write", "netty-4.1.130"),
        client("NettyModel", "write", "netty-4.2"),
        client("ReactorModel", "flux", 4, false, "reactor-netty-1.0"),
        client("ReactorModel", "mono", 4, false, "reactor-netty-1.3"),
        client("AsyncHttpModel", "future", "async-http-client-2.12"),
        client("AsyncHttpModel", "future", "async-http-client-3.0"));
  }

  @TestFactory
  Stream<DynamicTest> chargedByWhatTheAnswersTell() {
    return clients().stream().map(client -> dynamicTest(client.toString(), () -> run(client)));
  }

  private static void run(Client client) throws IOException, InterruptedException {
    Path ledgers = folder.resolve(client.toString().replaceAll("[^A-Za-z0-9.]+", "-"));
    try (ModelAnswers server = ModelAnswers.start();
        HostJvm host =
            command(client)
                .rein(ledgers, policy(client.calls() + 1))
                .start(client.program(), server.url(), client.way())
                .awaitReady()) {
      List<String> lines = host.ask("plain gzip stream limited");
      assertThat(lines).hasSize(4);
      assertThat(lines.get(0)).startsWith("plain 200 ");
      assertThat(lines.get(1)).startsWith("gzip 200 ");
      assertThat(lines.get(2)).startsWith("stream 200 ");
      assertThat(lines.get(3)).startsWith("limited 429 ");
      Await.that(
          "the calls are charged",
          () -> ReinCli.view(ledgers).of(host).hasUsed("llm.calls", client.calls()));
      Await.that(
          "the requests are charged",
          () -> ReinCli.view(ledgers).of(host).hasUsed("http.requests", 4));
      Await.that(
          "the tokens are charged",
          () -> ReinCli.view(ledgers).of(host).hasUsed("llm.tokens", INPUT + OUTPUT));
      check(ReinCli.view(ledgers).of(host), client, 4, client.calls());
      assertThat(ReinCli.view(ledgers).of(host).used("llm.tokens")).isEqualTo(INPUT + OUTPUT);

      assertThat(host.ask("early").get(0)).startsWith("early 200 ");
      assertThat(host.ask("plain").get(0))
          .contains("dev.rein.api.IoRefusedException: refused by Rein: llm.calls");
      assertThat(host.end()).isZero();
      Ledgers.Jvm after = ReinCli.view(ledgers).of(host);
      // Some clients count a request before it is known that it calls a model.
      check(after, client, after.used("http.requests") == 6 ? 6 : 5, client.calls() + 1);
      assertThat(after.denied("llm.calls")).isEqualTo(1);
      assertThat(after.used("http.in_flight")).isZero();
      if (client.hasLength()) {
        assertThat(after.used("llm.tokens.input")).isGreaterThan(INPUT);
      }
      assertThat(host.stderr().lines()).noneMatch(line -> line.startsWith("rein:"));
    }
  }

  private static Path policy(int calls) throws IOException {
    String yaml = "limits:\n  llm.calls: {budget: %d, then: deny}\n".formatted(calls);
    return Files.writeString(Files.createTempFile(folder, "policy", ".yaml"), yaml);
  }

  private static void check(Ledgers.Jvm jvm, Client client, int requests, int calls) {
    assertThat(jvm.used("http.requests")).as(client.toString()).isEqualTo(requests);
    assertThat(jvm.used("llm.calls")).isEqualTo(calls);
    assertThat(jvm.used("llm.tokens.input")).isGreaterThanOrEqualTo(INPUT);
    assertThat(jvm.used("llm.tokens.output")).isGreaterThanOrEqualTo(OUTPUT);
    assertThat(jvm.used("llm.tokens"))
        .isEqualTo(jvm.used("llm.tokens.input") + jvm.used("llm.tokens.output"));
    assertThat(jvm.used("llm.cost")).isPositive();
  }

  private static HostCommand command(Client client) throws IOException {
    List<Path> jars = client.library().jars();
    String key = client.program() + client.library().folders();
    Path classes = COMPILED.get(key);
    if (classes == null) {
      Path sources = Path.of("src/test/programs");
      classes =
          ClassJar.compile(
              Files.createTempDirectory(folder, "program"),
              jars,
              List.of(sources.resolve("Asks.java"), sources.resolve(client.program() + ".java")));
      COMPILED.put(key, classes);
    }
    return HostCommand.on(Jdk.ofThisBuild())
        .classPath(Stream.concat(Stream.of(classes), jars.stream()).toList());
  }
}
