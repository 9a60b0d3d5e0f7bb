package dev.rein.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The API in a program's own copy: alone, and when an agent comes that knows another. */
final class WithoutAgentTest {
  /** Calls everything there is. */
  public static final class Program implements Supplier<List<Object>> {
    @Override
    @SuppressWarnings("try") // A scope is there to be closed.
    public List<Object> get() {
      Resource mails = Resource.of("mails.sent");
      List<Object> said = new ArrayList<>();
      try (Scope scope = Rein.agent("coder");
          Scope job = Rein.job("build-42");
          Registration registration = Rein.onPhaseChange(said::add)) {
        Rein.charge(mails, 1);
        Rein.record(mails, 1);
        Rein.release(mails, 1);
        Rein.tokens("gpt", 2, 2, 2);
        Rein.cost("gpt", BigDecimal.TEN);
        Rein.deliver(Deliverable.CODE_COMMIT, "done", "a");
        said.add(Rein.usage().map(Usage::account).orElse("nobody"));
        Summary summary = Rein.summary(Instant.EPOCH);
        said.add(summary.agents().size() + summary.events().size() + summary.paused().size());
        steer(Rein.account("coder"), said);
      } catch (LimitExceededException refused) {
        said.add(refused.refusal().account());
      }
      return said;
    }

    private static void steer(Account account, List<Object> said) {
      said.add(account.usage().isPresent());
      said.add(account.phase().label());
      said.add(account.isPaused());
      said.add(account.pause("why"));
      said.add(account.resume());
      said.add(account.terminate("why"));
      try {
        said.add(account.waitForResume(Duration.ofDays(1)));
      } catch (InterruptedException e) {
        said.add(e);
      }
    }
  }

  /** Listens, and never calls again; what it is told can be seen. */
  public static final class Listening implements Supplier<List<String>> {
    @Override
    public List<String> get() {
      List<String> heard = new ArrayList<>();
      Registration unused = Rein.onPhaseChange(change -> heard.add(change.account()));
      return heard;
    }
  }

  @Test
  void nothingIsDoneAndAnswersAreEmpty() throws Exception {
    try (ApiCopy copy = new ApiCopy()) {
      assertThat(copy.make(Program.class).get())
          .containsExactly("nobody", 0, false, "normal", false, false, false, false, true);
    }
  }

  @Test
  void aCopyWorksWithTheAgentOfAnother() throws Exception {
    FakeAgent agent = new FakeAgent().answer(Calls.PAUSE, true);
    try (ApiCopy copy = new ApiCopy()) {
      Supplier<List<Object>> program = copy.make(Program.class);
      connect(copy, agent);
      assertThat(program.get())
          .containsExactly("nobody", 0, false, "normal", false, true, false, false, true);
      assertThat(agent.calls)
          .extracting(call -> call.get(0))
          .containsExactly(
              "agent",
              "job",
              "listen",
              "charge",
              "record",
              "release",
              "tokens",
              "cost",
              "deliver",
              "usage",
              "summary",
              "usage",
              "usage",
              "usage",
              "pause",
              "resume",
              "terminate",
              "await-resume",
              "unlisten");
      agent.answer(Calls.CHARGE, FakeAgent.refusal());
      assertThat(program.get()).containsExactly("coder");
    }
  }

  @Test
  void aCopyThatListenedBeforeIsToldOfTheAgent() throws Exception {
    FakeAgent agent = new FakeAgent();
    try (ApiCopy copy = new ApiCopy()) {
      List<String> heard = copy.make(Listening.class).get();
      connect(copy, agent);
      Object[] change = {"coder", "normal", "warning", "", 0L};
      assertThat(agent.listener().apply(change)).isNull();
      assertThat(heard).containsExactly("coder");
    }
  }

  /** As the agent does. */
  private static void connect(ApiCopy copy, Function<Object[], @Nullable Object> agent)
      throws ReflectiveOperationException {
    Class<?> rein = copy.loadClass(Rein.class.getName());
    assertThat(rein).isNotSameAs(Rein.class);
    Object unused = rein.getMethod("connect", Function.class).invoke(null, agent);
  }
}
