package dev.rein.agent.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ControlServerTest {
  /** As few as make a test end soon, as many as none of its clients meets by accident. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String PING = "{\"rein\":1,\"command\":\"ping\"}\n";

  @TempDir private Path folder;

  private final RecordedControls controls = new RecordedControls();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private @Nullable ControlServer server;

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  private void start(Path place, int connections, Duration patience) {
    server =
        ControlServer.start(
            place,
            controls,
            "0.1.0",
            task -> {
              Thread thread = new Thread(task);
              threads.add(thread);
              return thread;
            },
            problems::add,
            new ControlServer.Bounds(connections, patience, 100_000));
  }

  private void start() {
    start(folder, 16, PATIENCE);
    assertThat(problems).isEmpty();
  }

  @Test
  void onlyTheOwnerMayConnect() throws IOException {
    start();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
        .isEqualTo("rw-------");
    try (RawClient client = new RawClient(folder)) {
      client.send(PING);
      assertThat(client.line())
          .isEqualTo(
              "{\"rein\":1,\"ok\":true,\"version\":\"0.1.0\",\"pid\":"
                  + ProcessHandle.current().pid()
                  + "}");
    }
    assertThat(PeerUser.maySteer("mallory", "alice")).isFalse();
    assertThat(PeerUser.maySteer("root", "alice")).isTrue();
    assertThat(PeerUser.maySteer(null, "alice")).isTrue();
  }

  @Test
  void aConnectionTakesOneLineAfterTheOther() throws IOException {
    start();

    try (RawClient client = new RawClient(folder)) {
      for (int i = 0; i < 3; i++) {
        client.send(PING.substring(0, 10));
        client.send(PING.substring(10));
        assertThat(client.line()).contains("\"ok\":true");
      }
    }
  }

  @Test
  void whatEndsBeforeItsTimeIsAnsweredAndClosed() throws IOException {
    start();

    assertThat(exchange("{\"rein\":1"))
        .isEqualTo(error("the connection ended before the line did"));
    assertThat(exchange("")).isEmpty();
    assertThat(exchange(PING + PING))
        .isEqualTo(error("one line at a time; wait for the answer before the next"));
  }

  @Test
  void aLineWithoutEndIsCutOff() throws IOException {
    start();

    String answer = exchange("x".repeat(8 * 1024 * 1024));

    assertThat(answer).isEqualTo(error("a line has 65536 bytes at most"));
    assertThat(exchange(PING)).contains("\"ok\":true");
  }

  @Test
  void whoSaysNothingIsSentAwayInTheEnd() throws IOException {
    start(folder, 16, Duration.ofMillis(50));

    try (RawClient silent = new RawClient(folder);
        RawClient slow = new RawClient(folder)) {
      slow.send("{\"rein\"");
      String expected = error("no line came in time; ask again on a new connection");
      assertThat(silent.rest()).isEqualTo(expected);
      assertThat(slow.rest()).isEqualTo(expected);
    }
  }

  @Test
  void aHundredClientsAtOnceAreServedOrSentAway() throws IOException {
    start();
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      RawClient client = new RawClient(folder);
      client.send(PING);
      clients.add(client);
    }
    int served = 0;
    for (RawClient client : clients) {
      String line = client.line();
      served += line.contains("\"ok\":true") ? 1 : 0;
      assertThat(line).containsAnyOf("\"ok\":true", "there are 16 connections already");
    }
    assertThat(served).isGreaterThanOrEqualTo(16);
    for (RawClient client : clients) {
      client.close();
    }
    try (RawClient client = new RawClient(folder)) {
      client.send(PING);
      assertThat(client.line()).isNotEmpty();
    }
  }

  @Test
  void oneWhoDoesNotReadHoldsUpNobody() throws IOException {
    for (int i = 0; i < 5_000; i++) {
      controls.paused.put("agent-" + i, false);
    }
    start(folder, 2, PATIENCE);

    try (RawClient deaf = new RawClient(folder)) {
      deaf.send("{\"rein\":1,\"command\":\"accounts\"}\n");
      assertThat(exchange(PING)).contains("\"ok\":true");
      assertThat(deaf.line()).endsWith("]}").contains("agent-4999");
    }
  }

  @Test
  void aLongPathHasItsSocketElsewhere() throws Exception {
    Path deep = Files.createDirectories(folder.resolve("d".repeat(100)));
    start(deep, 16, PATIENCE);

    assertThat(problems).isEmpty();
    Path link = deep.resolve(SocketFile.NAME);
    assertThat(link).isSymbolicLink();
    Path elsewhere = link.toRealPath().getParent();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(elsewhere)))
        .isEqualTo("rwx------");
    assertThat(new ControlClient(deep).version()).isEqualTo("0.1.0");

    Objects.requireNonNull(server).close();
    assertThat(elsewhere).doesNotExist();
    assertThat(deep).isEmptyDirectory();
  }

  @Test
  void closingLeavesNothing() throws Exception {
    start();
    try (RawClient client = new RawClient(folder)) {
      client.send(PING);
      assertThat(client.line()).contains("\"ok\":true");
      Objects.requireNonNull(server).close();
      assertThat(client.rest()).isEmpty();
    }
    assertThat(threads).hasSize(1).noneMatch(Thread::isAlive);
    assertThat(folder).isEmptyDirectory();
    assertThat(problems).isEmpty();
    assertThatThrownBy(() -> new ControlClient(folder).version())
        .isInstanceOfSatisfying(
            UnreachableException.class,
            e -> assertThat(e.why()).isEqualTo(UnreachableException.Why.NOT_THERE));
  }

  @Test
  void aSocketThatCannotBeOpenedIsSaidInOneLine() throws IOException {
    start(folder.resolve("none"), 16, PATIENCE);
    assertThat(server).isNull();
    assertThat(problems).singleElement().asString().contains("control.sock").hasLineCount(1);
    assertThat(threads).isEmpty();

    Files.writeString(folder.resolve(SocketFile.NAME), "another's");
    start(folder, 16, PATIENCE);
    assertThat(server).isNull();
    assertThat(problems).hasSize(2);
    assertThat(folder.resolve(SocketFile.NAME)).hasContent("another's");
  }

  @Test
  void aFaultOfTheControlsIsToldOnceAndHarmsNobody() throws Exception {
    start();

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> new ControlClient(folder).pause("broken", ""))
          .isInstanceOf(ControlException.class)
          .hasMessageContaining("Rein itself has failed");
    }
    assertThat(problems).hasSize(1);
    assertThat(new ControlClient(folder).version()).isEqualTo("0.1.0");
  }

  @Test
  void noThreadOfTheHostsLoaderIsKept() throws IOException {
    start();

    assertThat(threads.get(0).isDaemon()).isTrue();
    assertThat(threads.get(0).getName()).isEqualTo("rein-control");
    assertThat(threads.get(0).getContextClassLoader())
        .isSameAs(ControlServer.class.getClassLoader());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(socket());
    }
  }

  private Path socket() {
    return folder.resolve(SocketFile.NAME);
  }

  private String exchange(String text) throws IOException {
    return RawClient.exchange(folder, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String error(String message) {
    return "{\"rein\":1,\"ok\":false,\"error\":\"" + message + "\"}\n";
  }
}
