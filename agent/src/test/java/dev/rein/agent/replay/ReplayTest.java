package dev.rein.agent.replay;

import static dev.rein.agent.replay.Tape.AT;
import static dev.rein.agent.replay.Tape.used;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.LedgerEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
  @TempDir private Path dir;

  private Tape tape;

  @BeforeEach
  void begin() throws IOException {
    tape = new Tape(dir);
  }

  @Test
  void aBudgetLetsThroughWhatFitsAndRefusesTheRest() throws IOException {
    for (int second = 1; second <= 10; second++) {
      tape.counted(second * 1000L, 0, used("files.read", 30), used("files.accessed", 30));
    }
    ReplayReport report = tape.replay("limits: {files.read: {budget: 100, warn: 80%, then: deny}}");

    Finding finding = Tape.of(report, "jvm", "files.read");
    assertThat(finding.attempts()).isEqualTo(300);
    assertThat(finding.allowed()).isEqualTo(100);
    assertThat(finding.stopped()).isEqualTo(200);
    assertThat(finding.warnedAt()).isEqualTo(AT + 3000);
    assertThat(finding.firstAt()).isEqualTo(AT + 4000);
    assertThat(report.calls()).hasSize(7);
    assertThat(report.calls().get(0).amount()).isEqualTo(20);
    assertThat(report.recording().longestTick()).isEqualTo(1000);
  }

  @Test
  void whatWasMeasuredMeetsItsLimits() throws IOException {
    tape.counted(1000, 0, used("cpu.time", 900), used("host.cpu", 90), used("files.read", 1));
    tape.counted(2000, 0, used("cpu.time", 900), used("host.cpu", 5), used("files.read", 1));
    tape.counted(3000, 0, used("cpu.time", 900), used("host.cpu", -80), used("files.read", 1));
    ReplayReport report =
        tape.replay(
            "limits: {cpu.time: {budget: 1500ms, then: pause}, host.cpu: {above: 93%, then: warn}}");

    assertThat(Tape.of(report, "jvm", "cpu.time").attempts()).isEqualTo(2_700);
    assertThat(Tape.of(report, "jvm", "cpu.time").firstAt()).isEqualTo(AT + 2000);
    assertThat(Tape.of(report, "jvm", "host.cpu").warnedAt()).isNotNull();
  }

  @Test
  void aRefusedCallUsesNothingElse() throws IOException {
    tape.counted(1000, 0, used("files.read", 50), used("files.accessed", 50));
    tape.counted(2000, 0, used("files.written", 50), used("files.accessed", 50));
    ReplayReport report =
        tape.replay(
            """
            limits:
              files.read: {budget: 10, then: deny}
              files.accessed: {budget: 50, then: deny}
            """);

    assertThat(Tape.of(report, "jvm", "files.read").stopped()).isEqualTo(40);
    assertThat(Tape.of(report, "jvm", "files.accessed").stopped()).isEqualTo(10);
    assertThat(Tape.of(report, "jvm", "files.accessed").allowed()).isEqualTo(50);
  }

  @Test
  void callsThatTheRecordedPolicyRefusedAreTriedToo() throws IOException {
    tape.denied(900, 0, "files.read", "/a").denied(950, 0, "files.read", "/b");
    tape.counted(1000, 0, used("files.read", 10), used("files.accessed", 10));
    tape.counted(1100, 0, new LedgerEntry.Delta("files.read", 0, 2, 0));
    ReplayReport report = tape.replay("limits: {files.read: {budget: 11, then: deny}}");

    Finding finding = Tape.of(report, "jvm", "files.read");
    assertThat(finding.attempts()).isEqualTo(12);
    assertThat(finding.stopped()).isEqualTo(1);
    assertThat(finding.firstTarget()).isEqualTo("/b");
    assertThat(report.accuracy()).anyMatch(line -> line.contains("itself refused 2 calls"));
  }

  @Test
  void aPausedAgentIsHeldForGoodWhileTheOthersGoOn() throws IOException {
    recordTwoAgents();
    ReplayReport report = tape.replay(PAUSE);

    Finding coder = Tape.of(report, "coder", "files.read");
    assertThat(coder.stopped()).isEqualTo(30);
    assertThat(coder.others()).isEqualTo(5);
    assertThat(Tape.of(report, "tester", "files.read").stopped()).isZero();
    assertThat(report.accuracy()).anyMatch(line -> line.contains("never resumed"));
  }

  @Test
  void aPausedAgentThatIsResumedGetsItsBudgetAnew() throws IOException {
    recordTwoAgents();
    ReplayReport report = tape.replay(PAUSE, true);

    Finding coder = Tape.of(report, "coder", "files.read");
    assertThat(coder.allowed()).isEqualTo(50);
    assertThat(coder.stopped()).as("pauses").isEqualTo(2);
    assertThat(coder.others()).isZero();
  }

  private static final String PAUSE =
      """
      agents:
        coder: {limits: {files.read: {budget: 20, then: pause}}}
        tester: {limits: {files.read: {budget: 20, then: pause}}}
      """;

  private void recordTwoAgents() {
    tape.agent(1, "coder").agent(2, "tester");
    tape.counted(1000, 0, used("files.read", 60), used("files.accessed", 60));
    tape.counted(1000, 1, used("files.read", 50), used("files.accessed", 50));
    tape.counted(1000, 2, used("files.read", 10), used("files.accessed", 10));
    tape.counted(1100, 0, used("dns.lookups", 5)).counted(1100, 1, used("dns.lookups", 5));
  }

  @Test
  void aRateIsSpreadOverTheTimeOfACounter() throws IOException {
    tape.counted(1000, 0, used("dns.lookups", 1));
    for (int second = 2; second <= 6; second++) {
      tape.counted(second * 1000L, 0, used("dns.lookups", 20));
    }
    ReplayReport report =
        tape.replay("limits: {dns.lookups: {rate: 10/1s, burst: 10, then: throttle}}");

    Finding finding = Tape.of(report, "jvm", "dns.lookups");
    assertThat(finding.allowed()).as("a delayed call goes on").isEqualTo(101);
    assertThat(finding.stopped()).isBetween(35L, 99L);
    assertThat(report.accuracy()).anyMatch(line -> line.contains("spread evenly"));
  }

  @Test
  void processesAreJudgedOneByOne() throws IOException {
    process(1000, 1, "git push origin");
    process(1100, 2, "git status");
    tape.add(new LedgerEntry.ProcessEnded(AT + 1200, 0, 2, 0, 100));
    process(1300, 3, "git push upstream");
    ReplayReport report =
        tape.replay(
            """
            limits: {processes.live: {at-most: 1, then: deny}}
            rules:
              - {process: "git push*", then: deny}
            """);

    Finding rule =
        report.findings().stream().filter(f -> f.rule() != null).findFirst().orElseThrow();
    assertThat(rule.attempts()).isEqualTo(2);
    assertThat(rule.stopped()).isEqualTo(2);
    assertThat(rule.firstTarget()).isEqualTo("git push origin");
    assertThat(Tape.of(report, "jvm", "processes.live").stopped()).isZero();
    assertThat(report.calls()).extracting(Incident::at).containsExactly(AT + 1000, AT + 1300);
  }

  private void process(long millis, long pid, String command) {
    tape.add(new LedgerEntry.ProcessStarted(AT + millis, 0, pid, command));
  }

  @Test
  void hugeAmountsAreJudgedInOneGo() throws IOException {
    tape.counted(1000, 0, used("file.bytes.read", Long.MAX_VALUE));
    tape.counted(2000, 0, used("file.bytes.read", Long.MAX_VALUE), used("dns.lookups", 1L << 60));
    ReplayReport report =
        tape.replay(
            """
            limits:
              file.bytes.read: {budget: 1GB, then: deny}
              dns.lookups: {budget: 10, then: pause}
            """,
            true);

    assertThat(Tape.of(report, "jvm", "file.bytes.read").allowed()).isBetween(1L, 1L << 30);
    assertThat(Tape.of(report, "jvm", "dns.lookups").stopped()).isPositive();
  }

  @Test
  void aTimerRunsFromOneDeliverableToTheNext() throws IOException {
    tape.add(new LedgerEntry.Delivered(AT + 60_000, 0, "code_commit", "", List.of()));
    tape.counted(200_000, 0, used("dns.lookups", 1));
    tape.counted(420_000, 0, used("dns.lookups", 1));
    ReplayReport report = tape.replay("limits: {time.since_deliverable: {above: 5m, then: pause}}");

    Finding timer = Tape.of(report, "jvm", "time.since_deliverable");
    assertThat(timer.firstAt()).isBetween(AT + 360_000, AT + 420_000);
    assertThat(timer.others()).isEqualTo(1);
  }

  @Test
  void callsOfToolsAreTriedAndLoopsAreNot() throws IOException {
    tape.agent(1, "coder")
        .counted(1_000, 1, used("tools.called", 6), used("tools.repeated", 6))
        .counted(1_000, 0, used("tools.called", 6), used("llm.retry_after", 5_000));

    ReplayReport report =
        tape.replay(
            """
            limits:
              tools.called: {budget: 4, then: deny}
              tools.repeated: {at-most: 5, then: deny}
              llm.retry_after: {above: 0s, then: throttle}
            rules:
              - {tool: "delete_*", then: deny}
            """);

    Finding budget = Tape.of(report, "jvm", "tools.called");
    assertThat(budget.stopped()).isEqualTo(2);
    assertThat(String.join("\n", report.notJudged()))
        .contains("rule for tool \"delete_*\" (new.yaml:6)")
        .contains("tools.repeated at-most (new.yaml:3): the ledger does not keep the arguments")
        .contains("llm.retry_after above (new.yaml:4): which calls of models");
  }

  @Test
  void namesWhatItCannotJudge() throws IOException {
    tape.counted(1000, 0, used("files.read", 5), used("files.accessed", 5));
    ReplayReport report =
        tape.replay(
            """
            mode: observe
            agents:
              coder: {limits: {files.read: {budget: 20, then: pause}}}
            rules:
              - {path: "/etc/**", then: deny}
              - {connect: "db:5432", then: deny}
            """);

    assertThat(report.notJudged())
        .hasSize(3)
        .anyMatch(line -> line.contains("/etc/**") && line.contains("paths"))
        .anyMatch(line -> line.contains("db:5432"))
        .anyMatch(line -> line.contains("agent coder"));
    assertThat(report.accuracy()).anyMatch(line -> line.contains("mode is observe"));
  }

  @Test
  void aRuleAboutAHostTakesItsRequestsOutOfTheOthers() throws IOException {
    tape.counted(1000, 0, used("http.requests", 7));
    tape.add(
        new LedgerEntry.HostCounters(
            AT + 1000, "a.org", List.of(new LedgerEntry.HostUse("http.requests", 4))));
    ReplayReport report =
        tape.replay(
            """
            limits: {http.requests: {budget: 5, then: deny}}
            rules:
              - {host: "a.org", then: deny}
            """);

    Finding rule =
        report.findings().stream().filter(f -> f.rule() != null).findFirst().orElseThrow();
    assertThat(rule.stopped()).isEqualTo(4);
    assertThat(Tape.of(report, "jvm", "http.requests").stopped()).isZero();
  }
}
