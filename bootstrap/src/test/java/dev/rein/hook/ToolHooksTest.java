package dev.rein.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rein.api.TaskRefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of tools are charged once, to the agent at work, and told when they are over. */
final class ToolHooksTest {
  private final Crew crew = new Crew();

  @BeforeEach
  void begin() {
    Hooks.setHandler(crew);
    CallGuard.current().setTaskAccount(null);
  }

  @AfterEach
  void end() {
    Hooks.setHandler(null);
  }

  @Test
  void aCallIsTheAgentsAndEndsOnce() {
    Object run = AgentHooks.enterNamed("coder", null, null);
    Object call = ToolHooks.enter("search", "tea");
    ToolHooks.exit(call, "found", null);
    ToolHooks.exit(call, "found", null);
    AgentHooks.exit(run, null);

    assertThat(crew.log)
        .containsExactly(
            "begin coder",
            "tool search " + "tea".hashCode() + " of coder",
            "done search of coder",
            "end coder");
  }

  @Test
  void whatOneLayerHandsToTheNextIsTheSameCall() {
    Object call = ToolHooks.enter("search", "tea");
    assertThat(ToolHooks.enter("search", "tea")).isNull();
    Object inner = ToolHooks.enter("search", "milk");
    assertThat(inner).isNotNull();
    ToolHooks.exit(inner, null, null);
    assertThat(ToolHooks.enter("search", "tea")).isNull();
    ToolHooks.exit(call, null, null);
    Object next = ToolHooks.enter("search", "tea");
    assertThat(next).isNotNull();
    ToolHooks.exit(next, null, null);
  }

  @Test
  void aFailureIsToldByAnExceptionOrByWhatIsReturned() {
    ToolHooks.exit(ToolHooks.enter("a", "1"), null, new IllegalStateException());
    ToolHooks.exit(ToolHooks.enter("b", "1"), "error", null);
    Object told = ToolHooks.enter("c", "1");
    ToolHooks.failed();
    ToolHooks.exit(told, "sorry", null);
    ToolHooks.failed();
    assertThat(crew.log).contains("failed a of null", "failed b of null", "failed c of null");
  }

  @Test
  void aRefusedCallIsNotRunAndNotTold() {
    crew.refuses = true;
    Object outcome = ToolHooks.enter("search", "tea");

    assertThat(outcome).isEqualTo(Crew.NO);
    assertThat(ToolHooks.executor(outcome, "executor")).isEqualTo("stand-in");
    assertThatThrownBy(() -> ToolHooks.executor(outcome, "unknown"))
        .isInstanceOf(TaskRefusedException.class);
    assertThat(ToolHooks.answer(outcome, null)).startsWith("refused by Rein");
    ToolHooks.exit(outcome, null, null);
    assertThat(crew.log).hasSize(1);
    assertThat(CallGuard.current().tool()).isNull();
  }

  @Test
  void whatIsNotRefusedStaysAsItIs() {
    Object outcome = ToolHooks.enter("search", "tea");
    assertThat(ToolHooks.executor(outcome, "executor")).isEqualTo("executor");
    assertThat(ToolHooks.answer(outcome, "found")).isEqualTo("found");
    Object source = new Object();
    assertThat(ToolHooks.exitReactive(outcome, "search", source)).isSameAs(source);
    assertThat(crew.log).contains("done search of null");
  }

  @Test
  void theHostGoesOnWhenReinFails() {
    crew.fails = true;
    assertThat(ToolHooks.enter("search", "tea")).isNull();
    assertThat(crew.failures).hasSize(1);
    Hooks.setHandler(null);
    assertThat(ToolHooks.enter("search", "tea")).isNull();
  }
}
