package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.rein.instrumentation.HookCatalog;
import dev.rein.instrumentation.HookSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * HTTP clients that a program brings along, at their oldest and newest versions: each request
 * counted once, however it ends, and the one beyond the budget refused as that client fails.
 */
class HttpLibraryIT {
  /** The classes of programs by what these are compiled from. */
  private static final Map<String, Path> COMPILED = new ConcurrentHashMap<>();

  @TempDir static Path folder;

  @Test
  void eachHookIsShown() {
    Set<String> declared =
        Stream.of(17, 21, 25)
            .flatMap(jdk -> HookCatalog.forJdk(jdk).stream())
            .filter(hook -> !hook.isOfJdk() && hook.advice().getName().contains(".http."))
            // Of a client that is used by a framework only: ModelCallsIT.
            .filter(hook -> !hook.type().startsWith("software.amazon."))
            .map(HttpLibraryIT::shortName)
            .collect(Collectors.toSet());
    assertThat(HttpLibrary.hooks()).containsExactlyInAnyOrderElementsOf(declared);
  }

  private static String shortName(HookSpec hook) {
    return hook.type().substring(hook.type().lastIndexOf('.') + 1) + "." + hook.method();
  }

  @TestFactory
  Stream<DynamicTest> countedAndRefused() throws IOException, InterruptedException {
    try (ProgramServer server = ProgramServer.start()) {
      List<Ended> ended = runAll(server);
      Ledgers ledgers = ReinCli.view(folder.resolve("ledgers"));
      Events events = ReinCli.events(folder.resolve("ledgers"));
      return Stream.concat(
          ended.stream().map(one -> dynamicTest(one.name(), () -> one.check(ledgers))),
          Stream.of(dynamicTest("rate limited answers", () -> check(events, ended.size()))));
    }
  }

  /** Each program was told so twice. */
  private static void check(Events events, int programs) {
    List<String> messages =
        events.ofType("http.rate_limited").stream()
            .map(event -> event.get("message").getAsString())
            .toList();
    assertThat(messages).hasSize(2 * programs);
    assertThat(messages)
        .filteredOn(message -> message.contains("503"))
        .hasSize(programs)
        .allMatch(message -> message.endsWith(", retry after 1"));
    assertThat(messages)
        .filteredOn(message -> message.startsWith("rate limited: 429 from http://127.0.0.1:"))
        .hasSizeGreaterThan(programs / 2);
  }

  /** Whatever Rein does wrong inside, each client's calls go on. */
  @TestFactory
  Stream<DynamicTest> letThroughWhenReinFails() {
    return HttpLibrary.all().stream()
        .filter(HttpLibrary::newest)
        .map(library -> dynamicTest(library.toString(), () -> letThroughWhenReinFails(library)));
  }

  private static void letThroughWhenReinFails(HttpLibrary library)
      throws IOException, InterruptedException {
    try (ProgramServer server = ProgramServer.start();
        HostJvm host =
            command(Jdk.ofThisBuild(), library)
                .rein(folder.resolve("faults"), policy(1))
                .start(library.program().main(), server.url(), library.way())
                .awaitReady()) {
      List<String> lines = host.ask("fault");
      assertThat(lines).startsWith("ok 200", "ok 200", "missing 404", "too-often 429", "busy 503");
      assertThat(lines.get(lines.size() - 1)).isEqualTo("beyond 200");
      assertThat(host.end()).isZero();
      assertThat(host.stderr().lines()).noneMatch(line -> line.startsWith("rein:"));
    }
  }

  /** A client that was made and used before Rein came is counted from then on. */
  @Test
  void clientsBuiltBeforeAnAttachAreCovered() throws IOException, InterruptedException {
    Path ledgers = folder.resolve("attached");
    HttpLibrary okHttp = find("okhttp-5.3, execute");
    HttpLibrary jetty = find("jetty-12.1, send");
    for (HttpLibrary library : List.of(okHttp, jetty)) {
      int requests = library.program().requests() - 1;
      try (ProgramServer server = ProgramServer.start();
          HostJvm host =
              command(Jdk.ofThisBuild(), library)
                  .start(library.program().main(), server.url(), library.way())
                  .awaitReady()) {
        ReinCli.Result attached =
            ReinCli.run(
                "attach",
                Long.toString(host.pid()),
                "--policy",
                policy(requests).toString(),
                "--dir",
                ledgers.toString());
        assertThat(attached.exitCode()).as(attached.stderr()).isZero();
        List<String> lines = host.ask("go");
        assertThat(lines.get(lines.size() - 1)).startsWith("beyond ").contains("refused by Rein");
        assertThat(host.end()).isZero();
        Ledgers.Jvm jvm = ReinCli.view(ledgers).of(host);
        assertThat(jvm.used("http.requests")).isEqualTo(requests);
        assertThat(jvm.used("http.errors")).isEqualTo(library.program().errors());
        assertThat(jvm.used("http.in_flight")).isZero();
      }
    }
  }

  private static HttpLibrary find(String name) {
    return HttpLibrary.all().stream()
        .filter(library -> library.toString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Two JVMs at a time. */
  private static List<Ended> runAll(ProgramServer server) throws IOException, InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      List<Future<Ended>> running = new ArrayList<>();
      for (Jdk jdk : Jdk.all()) {
        for (HttpLibrary library : HttpLibrary.all()) {
          if (library.newest() || jdk.feature() == Jdk.ofThisBuild().feature()) {
            running.add(executor.submit(() -> run(jdk, library, server)));
          }
        }
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

  private static Ended run(Jdk jdk, HttpLibrary library, ProgramServer server)
      throws IOException, InterruptedException {
    Path policy = policy(library.program().requests());
    try (HostJvm host =
        command(jdk, library)
            .rein(folder.resolve("ledgers"), policy)
            .start(library.program().main(), server.url(), library.way())
            .awaitReady()) {
      List<String> lines = host.ask("go");
      assertThat(host.end()).isZero();
      return new Ended(jdk, library, host, lines);
    }
  }

  private static Path policy(int requests) throws IOException {
    String yaml = "limits:\n  http.requests: {budget: %d, then: deny}\n".formatted(requests);
    return Files.writeString(Files.createTempFile(folder, "policy", ".yaml"), yaml);
  }

  private static HostCommand command(Jdk jdk, HttpLibrary library) throws IOException {
    List<Path> classPath =
        Stream.concat(Stream.of(classes(library)), library.jars().stream()).toList();
    return HostCommand.on(jdk).classPath(classPath);
  }

  /** The same for each JDK. */
  private static Path classes(HttpLibrary library) throws IOException {
    String key = library.program().main() + library.folders();
    Path compiled = COMPILED.get(key);
    if (compiled == null) {
      Path sources = Path.of("src/test/programs");
      compiled =
          ClassJar.compile(
              Files.createTempDirectory(folder, "program"),
              library.jars(),
              List.of(
                  sources.resolve("Calls.java"),
                  sources.resolve(library.program().main() + ".java")));
      COMPILED.put(key, compiled);
    }
    return compiled;
  }

  /** A program that has run, and what it printed after {@code ready}. */
  private record Ended(Jdk jdk, HttpLibrary library, HostJvm host, List<String> lines) {
    String name() {
      return library + ", " + jdk;
    }

    void check(Ledgers ledgers) {
      HttpProgram program = library.program();
      assertThat(lines).startsWith("ok 200", "ok 200", "missing 404", "too-often 429", "busy 503");
      assertThat(lines.get(5)).isIn("moved 200", "moved 302");
      assertThat(lines.get(lines.size() - 1))
          .startsWith("beyond ")
          .contains("dev.rein.api.IoRefusedException: refused by Rein: http.requests");
      Ledgers.Jvm jvm = ledgers.of(host);
      assertThat(jvm.used("http.requests")).isEqualTo(program.requests());
      assertThat(jvm.denied("http.requests")).isEqualTo(1);
      assertThat(jvm.used("http.errors")).isEqualTo(program.errors());
      assertThat(jvm.used("http.rate_limited")).isEqualTo(2);
      assertThat(jvm.used("http.in_flight")).isZero();
      assertThat(host.stderr().lines()).noneMatch(line -> line.startsWith("rein:"));
    }
  }
}
