package dev.rein.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.Approval.Step;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent.Kind;
import dev.rein.agent.ledger.ModelEntry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditLinesTest {
  private static final long AT = 1_795_000_000_000L;

  private final AuditLines lines = new AuditLines();

  @BeforeEach
  void anAccount() {
    lines.next(new LedgerEntry.Started(AT, 1, "Main", "1", "21", "none", "enforce"));
    lines.next(new LedgerEntry.AccountOpened(AT, 1, "coder", "jvm"));
  }

  @Test
  void aLineHasEveryFieldInOrder() {
    LedgerEntry entry =
        new LedgerEntry.LimitEvent(AT, 1, Kind.DENIED, "files.read", 100, 100, "/etc/passwd");
    assertThat(lines.next(new LedgerEntry.InJob(entry, "build-42", "acme")))
        .isEqualTo(
            "{\"timestamp\":\"2026-11-18T11:06:40Z\",\"type\":\"limit.denied\",\"category\":\"limit\","
                + "\"severity\":\"critical\",\"agent\":\"coder\",\"tenant\":\"acme\",\"job\":\"build-42\",\"message\":\"denied:"
                + " files.read at 100 of 100: /etc/passwd\",\"duration\":null,"
                + "\"details\":{\"limit\":100,\"resource\":\"files.read\",\"target\":\"/etc/passwd\",\"used\":100}}");
  }

  @Test
  void whatIsForbiddenAltogetherIsSecurity() {
    assertThat(category(new LedgerEntry.LimitEvent(AT, 1, Kind.DENIED, "x", 0, 0, "rm -rf /")))
        .isEqualTo("security");
    assertThat(category(new LedgerEntry.Controlled(AT, 0, "refused", "mallory", "no JSON")))
        .isEqualTo("security");
  }

  @Test
  void everyKindHasItsCategory() {
    assertThat(category(new LedgerEntry.Stopped(AT, "exit", 0))).isEqualTo("lifecycle");
    assertThat(category(new LedgerEntry.PhaseChanged(AT, 1, "normal", "warning", "")))
        .isEqualTo("lifecycle");
    assertThat(category(new LedgerEntry.LimitEvent(AT, 1, Kind.WARNED, "memory.heap", 9, 8, "")))
        .isEqualTo("resource");
    assertThat(category(new LedgerEntry.LimitEvent(AT, 1, Kind.THROTTLED, "files.read", 9, 8, "")))
        .isEqualTo("limit");
    assertThat(category(new LedgerEntry.Notice(AT, "warning", "disk"))).isEqualTo("resource");
    assertThat(category(new LedgerEntry.ProcessStarted(AT, 1, 7, "git"))).isEqualTo("process");
    assertThat(category(new LedgerEntry.RateLimited(AT, 1, "http://x", 429, null)))
        .isEqualTo("rate-limit");
  }

  @Test
  void onlyCallsOfModelsAndToolsThatFailAreLogged() {
    assertThat(text(called(200))).isNull();
    // The refusal has a line of its own.
    assertThat(text(called(429))).isNull();
    assertThat(category(called(500))).isEqualTo("model");
    assertThat(json(called(500)).get("duration").getAsLong()).isEqualTo(900);
    assertThat(text(new ModelEntry.ToolCalled(AT, 1, "search", false, 1))).isNull();
    assertThat(category(new ModelEntry.ToolCalled(AT, 1, "search", true, 1))).isEqualTo("model");
    assertThat(category(new ModelEntry.LoopNoticed(AT, 1, "search", 5))).isEqualTo("model");
    assertThat(category(new ModelEntry.RateWindow(AT, 1, "http://x", "tokens", 100, 1, -1)))
        .isEqualTo("rate-limit");
  }

  private static LedgerEntry called(int status) {
    return new ModelEntry.ModelCalled(
        AT, 1, "openai", "gpt-4o", status, 0, 0, 0, 0, -1, 900, false, false);
  }

  @Test
  void durationsAreInMilliseconds() {
    assertThat(json(new LedgerEntry.ProcessEnded(AT, 1, 7, 0, 1_234)).get("duration").getAsLong())
        .isEqualTo(1_234);
    assertThat(json(new LedgerEntry.Stopped(AT + 60_000, "exit", 0)).get("duration").getAsLong())
        .isEqualTo(60_000);
  }

  @Test
  void aDecisionIsOfTheJobThatAsked() {
    LedgerEntry asked = new LedgerEntry.Approval(AT, 1, 7, Step.ASKED, "aws", "rule", "", "");
    json(new LedgerEntry.InJob(asked, "build-42", "acme"));
    JsonObject decided =
        json(new LedgerEntry.Approval(AT + 5_000, 1, 7, Step.APPROVED, "aws", "rule", "", "bob"));
    assertThat(decided.get("job").getAsString()).isEqualTo("build-42");
    assertThat(decided.get("tenant").getAsString()).isEqualTo("acme");
    assertThat(decided.get("duration").getAsLong()).isEqualTo(5_000);
  }

  @Test
  void hostileTextsStayWithinTheirStrings() {
    String hostile =
        "\"}\n{\"a\":1}\r\u001b[2J\u202e\u2028\u0085\ud800<script>" + "x".repeat(10_000);
    JsonObject read = json(new LedgerEntry.Notice(AT, "warning", hostile));
    String line = Objects.requireNonNull(text(new LedgerEntry.Notice(AT, "warning", hostile)));
    assertThat(line).hasSizeLessThan(5_000).doesNotContainPattern("[\\p{Cc}\\u202e\\u2028]");
    assertThat(read.get("message").getAsString()).startsWith("\"}\n{\"a\":1}\r\u001b[2J\u202e");
  }

  @Test
  void statesAreNoEvents() {
    assertThat(text(new LedgerEntry.Waiting(AT, 1, 3, "files.read"))).isNull();
  }

  private String category(LedgerEntry entry) {
    return json(entry).get("category").getAsString();
  }

  private JsonObject json(LedgerEntry entry) {
    return JsonParser.parseString(Objects.requireNonNull(text(entry))).getAsJsonObject();
  }

  private @Nullable String text(LedgerEntry entry) {
    return lines.next(entry);
  }
}
