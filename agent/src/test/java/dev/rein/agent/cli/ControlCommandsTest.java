package dev.rein.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.rein.agent.config.Version;
import dev.rein.agent.control.AccountStatus;
import dev.rein.agent.control.ControlException;
import dev.rein.agent.control.ControlServer;
import dev.rein.agent.control.Controls;
import dev.rein.agent.control.PendingApproval;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerMeta;
import dev.rein.agent.ledger.LedgerWriter;
import dev.rein.api.Deliverable;
import dev.rein.api.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that steer, each in a process of its own; this one is the JVM that is steered. */
class ControlCommandsTest {
  private static final String PID = Long.toString(ProcessHandle.current().pid());
  private static final String USAGE_OF_A_COMMAND = "Usage: rein ";

  @TempDir private Path dir;

  private final Told told = new Told();
  private LedgerFolder folder;
  private ControlServer server;

  /** One agent, one waiting call; remembers what it is told but for the words about who tells. */
  private static final class Told implements Controls {
    final List<String> all = new CopyOnWriteArrayList<>();

    @Override
    public void pause(String account, String reason, String by) throws ControlException {
      if (account.equals("nobody")) {
        throw new ControlException("there is no account nobody");
      }
      all.add("pause " + account + " [" + reason + "]");
    }

    @Override
    public void resume(String account, String by) {
      all.add("resume " + account);
    }

    @Override
    public void terminate(String account, String reason, String by) {
      all.add("terminate " + account + " [" + reason + "]");
    }

    @Override
    public void deliver(
        String account, Deliverable kind, String description, List<String> artifacts, String by) {
      all.add("deliver " + account + " " + kind + " [" + description + "] " + artifacts);
    }

    @Override
    public void limit(String account, Resource resource, String kind, long max, String by) {
      all.add("limit " + account + " " + resource + " [" + kind + "] " + max);
    }

    @Override
    public List<PendingApproval> approvals() {
      return List.of(
          new PendingApproval(
              7,
              "coder",
              "rm -rf \033[2J",
              "rein.yaml:17",
              "",
              Instant.parse("2026-11-21T03:03:34Z")));
    }

    @Override
    public void decide(long number, boolean approved, String by) throws ControlException {
      if (number != 7) {
        throw new ControlException("no call " + number + " waits");
      }
      all.add((approved ? "approve " : "deny ") + number);
    }

    @Override
    public List<AccountStatus> accounts() {
      return List.of(
          new AccountStatus("coder", "jvm", "intervention", true, "low", 1, 1, Map.of()));
    }
  }

  @BeforeEach
  void start() throws IOException {
    folder = ledger(ProcessHandle.current().pid());
    server =
        Objects.requireNonNull(
            ControlServer.start(folder.path(), told, Version.NUMBER, Thread::new, problem -> {}));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void eachCommandReachesTheJvm() throws Exception {
    assertThat(ok("pause", PID).err()).contains("paused jvm of " + PID, "rein resume " + PID);
    ok("pause", PID, "coder", "--reason", "too busy");
    assertThat(ok("resume", PID).err()).contains("resumed coder", "still paused: coder");
    ok("resume", PID, "jvm");
    ok("terminate", PID, "jvm", "--reason", "enough");
    ok("deliver", PID, "coder", "code_commit", "half of it", "--artifact", "a1", "--artifact=b2");
    ok("limit", PID, "coder", "file.bytes.read", "5MiB", "--kind", "budget");
    ok("approve", PID, "7");
    ok("deny", PID, "--all");

    assertThat(told.all)
        .containsExactly(
            "pause jvm []",
            "pause coder [too busy]",
            "resume coder",
            "resume jvm",
            "terminate jvm [enough]",
            "deliver coder CODE_COMMIT [half of it] [a1, b2]",
            "limit coder file.bytes.read [budget] 5242880",
            "approve 7",
            "deny 7");
  }

  @Test
  void theCallsThatWaitAreListed() throws Exception {
    assertThat(ok("approve", PID).out())
        .hasLineCount(2)
        .contains("2026-11-21T03:03:34Z", "coder", "rm -rf \\u001b[2J  (rein.yaml:17)");
    String json = ok("deny", PID, "--json").out();
    assertThat(JsonParser.parseString(json).toString())
        .contains("\"approvals\":[{\"number\":7,\"account\":\"coder\"");
    assertThat(told.all).isEmpty();
  }

  @Test
  void theJvmCanBeNamedByItsFolderAndIsFoundByWhatItWrites() throws Exception {
    assertThat(ReinProcess.run(dir, "pause", folder.path().toString()).exitCode()).isZero();

    LedgerFolder open = folder;
    LedgerWriter writer = LedgerWriter.start(() -> open, sink -> {}, line -> {}, Thread::new);
    writer.offerAndAwait(
        new dev.rein.agent.ledger.LedgerEntry.Notice(1, "info", "open"), Duration.ofSeconds(20));
    // The folder of ledgers is not named, and is not the usual one.
    ReinProcess.Ran ran = ReinProcess.run(dir, "pause", PID);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    writer.close("exit", Duration.ofSeconds(20));
  }

  @Test
  void whatIsWrongIsSaidInOneLine() throws Exception {
    assertFails(ExitCode.FAILURE, "there is no account nobody", "pause", PID, "nobody");
    assertFails(ExitCode.FAILURE, "no call 8 waits", "approve", PID, "8");
    assertFails(
        ExitCode.USAGE, "did you mean 'code_commit'?", "deliver", PID, "coder", "code_comit");
    assertFails(ExitCode.USAGE, "'files.read'?", "limit", PID, "coder", "files.raed", "5MiB");
    assertFails(
        ExitCode.USAGE, "'budget'?", "limit", PID, "coder", "files.read", "5", "--kind=bugdet");
    assertFails(ExitCode.USAGE, "is no amount", "limit", PID, "coder", "files.read", "5m");
    assertFails(ExitCode.USAGE, "either a number or --all", "deny", PID, "7", "--all");
    assertFails(ExitCode.NO_SUCH_TARGET, "rein ps", "pause", "99999999");
    server.close();
    ledger(99_999_999);
    assertFails(ExitCode.NO_SUCH_TARGET, "has ended", "pause", "99999999");
    assertFails(ExitCode.NO_SUCH_TARGET, "there is no ", "pause", PID);
    assertThat(told.all).isEmpty();
  }

  @Test
  void theShellCanCompleteTheCommands() throws Exception {
    assertThat(ReinProcess.run(dir, "completion").out())
        .contains("complete -F _complete_rein", "terminate");
    assertThat(ReinProcess.run(dir, "deliver", "--help").out())
        .startsWith(USAGE_OF_A_COMMAND + "deliver")
        .contains("[ACCOUNT] KIND [DESCRIPTION]");
  }

  private ReinProcess.Ran ok(String... arguments) throws IOException, InterruptedException {
    ReinProcess.Ran ran = run(arguments);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    return ran;
  }

  private void assertFails(int exitCode, String message, String... arguments)
      throws IOException, InterruptedException {
    ReinProcess.Ran ran = run(arguments);
    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(exitCode);
    assertThat(ran.err()).contains(message).hasLineCount(1);
    assertThat(ran.out()).isEmpty();
  }

  private ReinProcess.Ran run(String... arguments) throws IOException, InterruptedException {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--dir";
    all[arguments.length + 1] = dir.toString();
    return ReinProcess.run(dir, all);
  }

  /** Begun so long ago that nobody waits for its socket any more. */
  private LedgerFolder ledger(long pid) throws IOException {
    Instant start = Instant.parse("2026-11-21T03:03:34Z");
    return LedgerFolder.create(dir, new LedgerMeta(pid, null, "host.Main", "0.1.0", start));
  }
}
