package dev.rein.agent.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rein.agent.control.UnreachableException.Why;
import dev.rein.api.Deliverable;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every command, from the client's call to the controls and back. */
@Timeout(120)
class ControlClientTest {
  @TempDir private Path folder;

  private final RecordedControls controls = new RecordedControls();
  private final String by =
      System.getProperty("user.name") + " (pid " + ProcessHandle.current().pid() + ")";
  private ControlServer server;
  private ControlClient client;

  @BeforeEach
  void start() {
    server =
        Objects.requireNonNull(
            ControlServer.start(folder, controls, "0.1.0", Thread::new, problem -> {}));
    client = new ControlClient(folder);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void pausesAndResumes() throws Exception {
    client.pause("lead", "too\nbusy ");
    assertThat(client.resume("lead"))
        .isEqualTo(new ControlClient.Resumed(List.of("lead"), List.of()));

    assertThat(controls.calls)
        .containsExactly("pause lead [too busy] by " + by, "resume lead by " + by);
  }

  @Test
  void resumingNobodyInParticularMeansTheJvmOrElseAllThatArePaused() throws Exception {
    assertThat(client.resume(null).accounts()).containsExactly("jvm");
    client.pause("lead", "");
    client.pause("lead/coder", "");
    assertThat(client.resume(null))
        .isEqualTo(new ControlClient.Resumed(List.of("lead", "lead/coder"), List.of()));
    client.pause("jvm", "");
    client.pause("lead", "");
    assertThat(client.resume(null))
        .isEqualTo(new ControlClient.Resumed(List.of("jvm"), List.of("lead")));
  }

  @Test
  void terminatesDeliversAndLimits() throws Exception {
    client.terminate("lead/coder", "enough");
    client.deliver("lead", Deliverable.CODE_COMMIT, "half of it", List.of("a1b2c3", "src/A.java"));
    client.limit("jvm", "http.requests", "rate", 50);
    client.limit("jvm", "files.read", null, 0);

    assertThat(controls.calls)
        .containsExactly(
            "terminate lead/coder [enough] by " + by,
            "deliver lead CODE_COMMIT [half of it] [a1b2c3, src/A.java] by " + by,
            "limit jvm http.requests [rate] 50 by " + by,
            "limit jvm files.read [] 0 by " + by);
  }

  @Test
  void saysYesAndNo() throws Exception {
    for (long number = 1; number <= 4; number++) {
      controls.waiting.add(RecordedControls.approval(number));
    }
    assertThat(client.approvals()).isEqualTo(controls.waiting).hasSize(4);

    assertThat(client.decide(3L, true)).containsExactly(3L);
    assertThat(client.decide(null, false)).containsExactly(1L, 2L, 4L);
    assertThat(client.decide(null, true)).isEmpty();
    assertRefused(() -> client.decide(3L, true), "no call 3 waits");

    assertThat(controls.calls)
        .containsExactly(
            "approve 3 by " + by, "deny 1 by " + by, "deny 2 by " + by, "deny 4 by " + by);
  }

  @Test
  void listsTheAccounts() throws Exception {
    client.pause("lead", "");

    assertThat(client.accounts()).isEqualTo(controls.accounts());
    assertThat(client.version()).isEqualTo("0.1.0");
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    assertRefused(() -> client.pause("nobody", ""), "there is no account nobody");
    assertRefused(() -> client.resume("nobody"), "there is no account nobody");
    assertRefused(
        () -> client.limit("jvm", "http.request", null, 1), "did you mean 'http.requests'?");
    assertRefused(() -> client.limit("jvm", "http.requests", "budgte", 1), "'budget'");
    assertRefused(() -> client.limit("jvm", "file.bytes.read", null, -1), "0 or more, in bytes");
    assertRefused(() -> client.pause("lead", "x".repeat(2_001)), "at most 2000");
    assertRefused(() -> client.pause("", ""), "1 to 2000 characters");
    assertRefused(
        () -> client.deliver("lead", Deliverable.OTHER, "", Collections.nCopies(101, "a")),
        "100 artifacts at most");
    assertRefused(() -> client.pause("lead", "x".repeat(70_000)), "65536 bytes at most");
    assertThat(controls.calls).isEmpty();
  }

  @Test
  void whyThereIsNoAnswerIsSaid() throws Exception {
    server.close();
    assertUnreachable(client, Why.NOT_THERE, "there is no");
    Path socket = folder.resolve(SocketFile.NAME);
    try (ServerSocketChannel deaf = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      deaf.bind(UnixDomainSocketAddress.of(socket));
      assertUnreachable(
          new ControlClient(folder, Duration.ofMillis(50)), Why.NO_ANSWER, "did not answer within");
    }
    assertUnreachable(client, Why.NOT_THERE, "nobody answers");
  }

  private static void assertUnreachable(ControlClient client, Why why, String message) {
    assertThatThrownBy(client::version)
        .hasMessageContaining(message)
        .isInstanceOfSatisfying(
            UnreachableException.class, e -> assertThat(e.why()).isEqualTo(why));
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(ControlException.class)
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
  }
}
