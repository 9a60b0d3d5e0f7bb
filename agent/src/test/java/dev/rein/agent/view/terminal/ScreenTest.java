package dev.rein.agent.view.terminal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.ModelEntry;
import dev.rein.agent.view.AgentLedger;
import dev.rein.agent.view.JvmView;
import dev.rein.agent.view.LedgerState;
import dev.rein.agent.view.terminal.Key.Name;
import dev.rein.agent.view.terminal.ScreenState.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the screen shows and what keys do to it. */
final class ScreenTest {
  private static final Look LOOK = new Look(true, true);

  @TempDir Path dir;

  private AgentLedger ledger;

  @BeforeEach
  void write() throws IOException {
    ledger = new AgentLedger(dir);
    ledger.fillWithAgents();
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @ParameterizedTest
  @CsvSource({"80, 24", "40, 10", "200, 60"})
  void fitsWhateverSizeThereIs(int width, int height) throws IOException {
    ledger.open(5, "\u001b[31m\u202e名前👩‍🚀e\u0301\u0301\u0301\u0301", "jvm");
    ledger.open(6, "x".repeat(10_000), "lead");
    ledger.add(
        new LedgerEntry.Notice(
            AgentLedger.AT, "info", "\u001b]0;owned\u0007\u2066<b>" + "名前".repeat(5_000)));
    String name = "\u001b[31m\u202e名前" + "y".repeat(9_000);
    ledger.add(AgentLedger.call(AgentLedger.AT, 5, name, 200, 10, 10));
    ledger.add(AgentLedger.call(AgentLedger.AT, 5, name, 500, 10, 10));
    ledger.add(new ModelEntry.ToolCalled(AgentLedger.AT, 5, name, false, 10));
    ledger.add(new ModelEntry.RateWindow(AgentLedger.AT, 5, name, name, 100, 1, 1));
    for (String keys : List.of("", "\n", "?", "s", "\t", "\t\t", "/c")) {
      List<AttributedString> lines = lines(LOOK, keys, width, height);
      assertThat(lines).as(keys).hasSize(height);
      for (AttributedString line : lines) {
        assertThat(line.columnLength()).as(line.toString()).isLessThanOrEqualTo(width);
        assertThat(line.toString()).doesNotContain("\u001b", "\u202e", "\u0007", "\u2066");
      }
    }
  }

  @Test
  void showsAccountsAndWhatWaits() throws IOException {
    assertThat(text("", 80, 24))
        .contains(
            "com.acme.AgentHost", "rein.yaml, enforce", "1 call waits for a yes (a) or no (d)")
        .contains("lead", "coder", "paused, 3 wait", "100%", "events");
  }

  @Test
  void saysWhenItIsTooSmall() throws IOException {
    assertThat(text("", 39, 9)).contains("39x9 is too small");
  }

  @Test
  void isAsciiWhereNothingElseCanBeShown() throws IOException {
    for (AttributedString line : lines(new Look(false, false), "", 80, 24)) {
      assertThat(line.toString()).matches("\\p{ASCII}*");
      assertThat(line.toAnsi()).doesNotContainPattern("\u001b\\[3[0-7]m");
    }
  }

  @Test
  void detailsTellAllLimits() throws IOException {
    assertThat(text("jj\n", 80, 24))
        .contains("lead/coder: paused", "files.read", "12 refused", "above 5m warn");
  }

  @Test
  void detailsTellModelsAndMoney() throws IOException {
    ledger.fillWithModels();
    assertThat(text("jj\n", 80, 60))
        .contains("models and money", "4 calls (2 failed), 3,000 tokens in (1,500 cached), 300 out")
        .contains("$0.00063, $0.00042 of it today", "tools: searchFlights 2 (1 failed)")
        .contains("https://api.openai.com: 39 of 500 requests left")
        .contains("last calls of models and tools", "tool searchFlights, 40ms");
    assertThat(text("", 120, 40))
        .contains("models $3.25")
        .doesNotContain("tool searchFlights, 40ms");
    assertThat(text("", 120, 40)).containsPattern("coder +.*\\$0\\.0031 ");
    assertThat(text("jjj\n", 80, 60)).doesNotContain("models and money");
  }

  @Test
  void theSameEventAgainIsNotAnotherLine() throws IOException {
    for (int i = 0; i < 30; i++) {
      ledger.add(new LedgerEntry.Notice(AgentLedger.AT, "info", i % 2 == 0 ? "one" : "other"));
    }
    assertThat(text("", 80, 24)).contains("one (15 times)", "other (15 times)", "paused: files");
  }

  @Test
  void withoutAnyJvmItSaysWhatToDo() {
    Scene none = new Scene(List.of(), AgentLedger.STARTED, "/some/dir", 0);
    String text =
        String.join("\n", texts(new Screen(LOOK, 80, 24).lines(press("jp?", none), none)));
    assertThat(text).contains("keys (any key goes back)");
    text = String.join("\n", texts(new Screen(LOOK, 80, 24).lines(press("j\n[s", none), none)));
    assertThat(text).contains("No JVM has a ledger in /some/dir yet", "rein attach", "q quit");
  }

  @Test
  void tellsThatThereIsMoreToRead() throws IOException {
    try (JvmView view = ledger.view()) {
      Scene.Jvm reading = Scene.Jvm.of(view, view.content(), true);
      Scene scene = new Scene(List.of(reading, reading), AgentLedger.STARTED, "/dir", 5);
      assertThat(String.join("\n", texts(new Screen(LOOK, 80, 24).lines(press("", scene), scene))))
          .contains("reading…", "2 JVMs, 5 more not shown", "intervention 1 ask");
    }
  }

  @Test
  void anOrderStaysWithItsJvm() throws IOException {
    try (JvmView view = ledger.view()) {
      ScreenState moved = press("p", scene(view)).renumbered(3);
      assertThat(moved.place().jvm()).isEqualTo(3);
      assertThat(requireNonNull(moved.order()).jvm()).isEqualTo(3);
    }
  }

  @Test
  void asksBeforeItPauses() throws IOException {
    try (JvmView view = ledger.view()) {
      Scene scene = scene(view);
      ScreenState asked = press("jjp", scene);
      assertThat(asked.mode()).isEqualTo(Mode.ASK);
      assertThat(String.join("\n", texts(new Screen(LOOK, 80, 24).lines(asked, scene))))
          .contains("Pause lead/coder of " + ProcessHandle.current().pid() + "? y/n");
      assertThat(asked.key(Key.of('n'), scene).order()).isNull();
      ScreenState said = asked.key(Key.of('y'), scene);
      assertThat(said.mode()).isEqualTo(Mode.BROWSE);
      assertThat(requireNonNull(said.order()).account()).isEqualTo("lead/coder");
    }
  }

  @Test
  void asksAboutTheOldestCallThatWaits() throws IOException {
    try (JvmView view = ledger.view()) {
      Order order = requireNonNull(press("a", scene(view)).order());
      assertThat(order.number()).isEqualTo(7);
      assertThat(order.question()).startsWith("Approve call 7 of lead: aws ec2");
    }
  }

  @Test
  void aFilterThatHidesTheSelectedAccountSelectsAnother() throws IOException {
    try (JvmView view = ledger.view()) {
      Order order = requireNonNull(press("jj/review\np", scene(view)).order());
      assertThat(order.account()).isEqualTo("reviewer");
    }
  }

  @Test
  void goesBackInTimeAndToNow() throws IOException {
    try (JvmView view = ledger.view()) {
      Scene scene = scene(view);
      ScreenState past = press("[", scene);
      assertThat(past.time()).isEqualTo(Instant.ofEpochMilli(AgentLedger.AT - 1000));
      assertThat(past.key(Key.of('p'), scene).status()).contains("past");
      assertThat(past.key(Key.of('g'), scene).time()).isNull();
      assertThat(past.key(Key.of(Name.END), scene).time()).isNull();
    }
  }

  @Test
  void thePastIsReadAsItWas() throws IOException {
    try (JvmView view = ledger.view();
        Past past = new Past()) {
      Instant early = Instant.ofEpochMilli(AgentLedger.AT - 1);
      assertThat(past.at(view, early, () -> true).accounts()).isEmpty();
      assertThat(past.at(view, AgentLedger.STARTED, () -> true).accounts()).hasSize(5);
      assertThat(past.at(view, early, () -> true).accounts()).isEmpty();
    }
  }

  @Test
  void aLongPastIsReadInTurns() throws IOException {
    for (int i = 0; i < 3_000; i++) {
      ledger.use(0, "files.read", 1);
    }
    try (JvmView view = ledger.view();
        Past past = new Past()) {
      LedgerState content = past.at(view, AgentLedger.STARTED, () -> false);
      assertThat(past.isBehind()).isTrue();
      while (past.isBehind()) {
        content = past.at(view, AgentLedger.STARTED, () -> false);
      }
      assertThat(content.accounts().iterator().next().used("files.read")).isEqualTo(3_400);
    }
  }

  @Test
  void escapeSequencesAreKeys() throws IOException {
    String sent = "\u001b[A\u001bOB\u001b[5~q";
    KeyReader keys = new KeyReader(new Sent(sent));
    assertThat(keys.next(1)).isEqualTo(Key.of(Name.UP));
    assertThat(keys.next(1)).isEqualTo(Key.of(Name.DOWN));
    assertThat(keys.next(1)).isEqualTo(Key.of(Name.PAGE_UP));
    assertThat(keys.next(1)).isEqualTo(Key.of('q'));
    assertThat(keys.next(1)).isEqualTo(Key.of(Name.NONE));
  }

  /** Characters that have all come already. */
  private static final class Sent implements KeyReader.Characters {
    private final String sent;
    private int place;

    Sent(String sent) {
      this.sent = sent;
    }

    @Override
    public int read(long millis) {
      return isReady() ? sent.charAt(place++) : -2;
    }

    @Override
    public boolean isReady() {
      return place < sent.length();
    }
  }

  private String text(String keys, int width, int height) throws IOException {
    return String.join("\n", texts(lines(LOOK, keys, width, height)));
  }

  private List<AttributedString> lines(Look look, String keys, int width, int height)
      throws IOException {
    try (JvmView view = ledger.view()) {
      Scene scene = scene(view);
      return new Screen(look, width, height).lines(press(keys, scene), scene);
    }
  }

  private static List<String> texts(List<AttributedString> lines) {
    return lines.stream().map(AttributedString::toString).toList();
  }

  private static Scene scene(JvmView view) {
    return new Scene(
        List.of(Scene.Jvm.of(view, view.content(), false)), AgentLedger.STARTED, "/dir", 0);
  }

  private static ScreenState press(String keys, Scene scene) {
    ScreenState state = ScreenState.first();
    for (int i = 0; i < keys.length(); i++) {
      char key = keys.charAt(i);
      Key pressed =
          switch (key) {
            case '\n' -> Key.of(Name.ENTER);
            case '\t' -> Key.of(Name.TAB);
            default -> Key.of(key);
          };
      state = state.key(pressed, scene);
    }
    return state;
  }
}
