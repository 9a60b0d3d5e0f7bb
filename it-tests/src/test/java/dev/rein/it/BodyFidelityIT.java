package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * While Rein reads what models answer, a program gets the same bytes by the same parts, and fails
 * in the same way, as without; and however much comes, Rein needs no more memory for it.
 */
class BodyFidelityIT {
  private static final List<String> SCRIPTS =
      List.of(
          "document",
          "oddly",
          "gzip",
          "oddly-gzip",
          "gzip-damaged",
          "gzip-cut",
          "events",
          "gzip-events",
          "events-cut");

  /** Enough to be endless for who keeps what has come, with a heap of 64 MB. */
  private static final long ENOUGH = 100_000_000;

  /**
   * A client, and the program of {@code src/test/programs/bodies} that uses it.
   *
   * @param mebibytes how large a document it is sent: always more than its heap
   */
  record Client(String folder, String program, String way, int mebibytes) {
    List<Path> jars() {
      return folder.isEmpty()
          ? List.of()
          : new HttpLibrary(List.of(folder), HttpProgram.OKHTTP, way, true).jars();
    }
  }

  private static final long MEBI = 1 << 20;

  @TempDir Path work;

  static List<Client> clients() {
    return List.of(
        new Client("", "JdkBodies", "subscriber", 1024),
        new Client("", "JdkBodies", "stream", 128),
        new Client("", "JdkBodies", "old", 128),
        new Client("okhttp-5.3", "OkBodies", "", 128),
        new Client("apache-4.5", "Apache4Bodies", "", 128),
        new Client("apache-5.6", "Apache5Bodies", "", 128),
        new Client("reactor-netty-1.3", "ReactorBodies", "", 128));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void samePartsAndBoundedMemory(Client client) throws IOException, InterruptedException {
    HostCommand command = command(client);
    List<String> without;
    try (BodyServer server = BodyServer.start();
        HostJvm host = command.start(client.program(), server.url(), client.way()).awaitReady()) {
      without = askAll(client, host);
      assertThat(host.end()).isZero();
    }
    Path ledgers = work.resolve("ledgers");
    try (BodyServer server = BodyServer.start();
        HostJvm host =
            command
                .jvmOptions("-Xmx64m")
                .rein(ledgers)
                .start(client.program(), server.url(), client.way())
                .awaitReady()) {
      assertThat(askAll(client, host)).isEqualTo(without);
      String large = ask(host, "mebibytes-" + client.mebibytes(), Long.MAX_VALUE);
      assertThat(large).contains(" whole");
      assertThat(Long.parseLong(large.split(" ", -1)[1])).isGreaterThan(client.mebibytes() * MEBI);
      assertThat(ask(host, "endless", ENOUGH)).doesNotContain("OutOfMemory");
      assertThat(host.end()).isZero();
      assertThat(host.stderr().lines()).noneMatch(line -> line.startsWith("rein:"));
      Ledgers.Jvm jvm = ReinCli.view(ledgers).of(host);
      assertThat(jvm.used("llm.calls")).isEqualTo(SCRIPTS.size() + 2);
      // All but those that are broken, cut or endless say what they took.
      assertThat(jvm.used("llm.tokens.output")).isGreaterThanOrEqualTo(30 * 7);
    }
  }

  private static List<String> askAll(Client client, HostJvm host) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String script : SCRIPTS) {
      String line = ask(host, script, Long.MAX_VALUE);
      boolean byParts = client.way().equals("old") && script.contains("events");
      lines.add(byParts ? byParts(script, line) : line);
    }
    return lines;
  }

  /**
   * With what ends of the server's parts the reads ended. The JDK's old client cuts a part in two,
   * here or there, by whether it comes before or after it is asked for.
   */
  private static String byParts(String script, String line) throws IOException {
    Set<Long> ends = new HashSet<>();
    long sent = 0;
    for (BodyScripts.Part part : BodyScripts.of(script).parts()) {
      sent += part.content();
      ends.add(sent);
    }
    String[] words = line.split(" ", -1);
    StringBuilder met = new StringBuilder(String.join(" ", Arrays.asList(words).subList(0, 4)));
    long read = 0;
    for (String size : Arrays.asList(words).subList(4, words.length)) {
      read += Long.parseLong(size);
      if (ends.contains(read)) {
        met.append(' ').append(read);
      }
    }
    return met.toString();
  }

  private static String ask(HostJvm host, String script, long most) throws IOException {
    return String.join("\n", host.ask(script + "/v1/chat/completions " + most));
  }

  private HostCommand command(Client client) throws IOException {
    Path sources = Path.of("src/test/programs/bodies");
    Path classes =
        ClassJar.compile(
            Files.createTempDirectory(work, "program"),
            client.jars(),
            List.of(sources.resolve("Bodies.java"), sources.resolve(client.program() + ".java")));
    return HostCommand.on(Jdk.ofThisBuild())
        .classPath(Stream.concat(Stream.of(classes), client.jars().stream()).toList());
  }
}
