package dev.rein.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rein.api.TaskRefusedException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Agents that frameworks name are at work from entry to exit, each once. */
final class NamedAgentsTest {
  /** What a proxy stands for. */
  interface Service {
    void serve();
  }

  private final Crew crew = new Crew();
  private final Object service =
      Proxy.newProxyInstance(
          Service.class.getClassLoader(),
          new Class<?>[] {Service.class},
          (proxy, method, arguments) -> null);

  @BeforeEach
  void begin() {
    Hooks.setHandler(crew);
    CallGuard.current().setTaskAccount(null);
  }

  @AfterEach
  void end() {
    Hooks.setHandler(null);
  }

  private static Method serve() throws NoSuchMethodException {
    return Service.class.getDeclaredMethod("serve");
  }

  @Test
  void anAgentWithinAnotherIsBelowIt() {
    Object lead = AgentHooks.enterNamed("lead", null, null);
    Object expert = AgentHooks.enterNamed("expert", null, null);
    AgentHooks.exit(expert, null);
    AgentHooks.exit(lead, null);
    assertThat(crew.log)
        .containsExactly("begin lead", "begin lead/expert", "end lead/expert", "end lead");
    assertThat(ContextHooks.account()).isNull();
  }

  @Test
  void anAgentWithinItselfIsTheSame() {
    Object lead = AgentHooks.enterNamed("lead", null, null);
    assertThat(AgentHooks.enterNamed("lead", null, null)).isNull();
    AgentHooks.exit(lead, null);
    assertThat(crew.log).containsExactly("begin lead", "end lead");
  }

  @Test
  void whoInvokesAnAgentMayKnowABetterName() throws NoSuchMethodException {
    Object byInvoker = AgentHooks.enterNamed("planner", service, null);
    assertThat(AgentHooks.enterNamed("Service", service, serve())).isNull();
    AgentHooks.exit(byInvoker, null);
    Object byItself = AgentHooks.enterNamed("Service", service, serve());
    AgentHooks.exit(byItself, null);
    assertThat(crew.log)
        .containsExactly("begin planner", "end planner", "begin Service", "end Service");
  }

  @Test
  void theWorkGoesOnUntilItsFutureCompletes() {
    CompletableFuture<String> future = new CompletableFuture<>();
    AgentHooks.exit(AgentHooks.enterNamed("lead", null, null), future);
    assertThat(crew.log).containsExactly("begin lead");
    future.complete("done");
    assertThat(crew.log).containsExactly("begin lead", "end lead");
  }

  @Test
  void aRefusedAgentDoesNotBegin() {
    crew.refuses = true;
    assertThatThrownBy(() -> AgentHooks.enterNamed("lead", null, null))
        .isInstanceOf(TaskRefusedException.class);
  }

  @Test
  void whatHasNoNameIsNoAgent() {
    assertThat(AgentHooks.enterNamed(42, null, null)).isNull();
    assertThat(AgentHooks.reactive("lead", "no source")).isEqualTo("no source");
    assertThat(AgentHooks.reactive("lead", null)).isNull();
    assertThat(crew.failures).isEmpty();
  }
}
