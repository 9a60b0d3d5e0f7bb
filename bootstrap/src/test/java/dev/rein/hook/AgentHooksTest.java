package dev.rein.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rein.api.TaskRefusedException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs of configured methods: for whom the thread works within them, and when they end. */
final class AgentHooksTest {
  private final Crew crew = new Crew();

  /** {@code B} of {@code a.B.run}. */
  static String typeOf(String method) {
    String[] parts = method.split("\\.", -1);
    return parts[parts.length - 2];
  }

  @BeforeEach
  void begin() {
    Hooks.setHandler(crew);
    CallGuard.current().setTaskAccount(null);
  }

  @AfterEach
  void end() {
    Hooks.setHandler(null);
  }

  private static @Nullable Object account() {
    return ContextHooks.account();
  }

  @Test
  void theThreadWorksForTheAgentFromEntryToExit() {
    Object run = AgentHooks.enter("a.Coder.run");
    assertThat(account()).isEqualTo("coder");
    AgentHooks.exit(run, null);
    assertThat(account()).isNull();
    assertThat(crew.log).containsExactly("begin coder", "end coder");
  }

  @Test
  void anotherAgentsRunIsBelow() {
    Object coder = AgentHooks.enter("a.Coder.run");
    Object tester = AgentHooks.enter("a.Tester.run");
    assertThat(account()).isEqualTo("coder/tester");
    AgentHooks.exit(tester, "returned");
    assertThat(account()).isEqualTo("coder");
    AgentHooks.exit(coder, 7);
    assertThat(crew.log)
        .containsExactly("begin coder", "begin coder/tester", "end coder/tester", "end coder");
  }

  @Test
  void theSameAgentBeginsOnce() {
    Object run = AgentHooks.enter("a.Coder.run");
    Object again = AgentHooks.enter("a.Coder.run");
    Object other = AgentHooks.enter("a.b.Coder.other");
    assertThat(again).isNull();
    assertThat(other).isNull();
    AgentHooks.exit(other, null);
    AgentHooks.exit(again, null);
    assertThat(account()).isEqualTo("coder");
    AgentHooks.exit(run, null);
    assertThat(crew.log).containsExactly("begin coder", "end coder");
  }

  @Test
  void aRecursiveEntryDoesNotAskTheHandler() {
    Object run = AgentHooks.enter("a.Coder.run");
    int before = crew.asked;
    assertThat(AgentHooks.enter("a.Coder.run")).isNull();
    assertThat(crew.asked).isEqualTo(before);
    AgentHooks.exit(run, null);
  }

  @Test
  void aTaskOfTheAgentOnAnotherThreadIsItsWorkAlready() {
    CallGuard.current().setTaskAccount(crew.agent(null, "coder"));
    assertThat(AgentHooks.enter("a.Coder.run")).isNull();
    assertThat(crew.log).isEmpty();
  }

  @Test
  void aMethodThatIsNobodysAnyMoreIsFree() {
    assertThat(AgentHooks.enter("a.Nobody.run")).isNull();
    assertThat(account()).isNull();
  }

  @Test
  void theWorkEndsWhenTheFutureDoes() {
    CompletableFuture<String> future = new CompletableFuture<>();
    AgentHooks.exit(AgentHooks.enter("a.Coder.run"), future);
    assertThat(account()).isNull();
    assertThat(crew.log).containsExactly("begin coder");
    future.complete("done");
    assertThat(crew.log).containsExactly("begin coder", "end coder");
  }

  @Test
  void aFutureThatHasFailedEndsItToo() {
    AgentHooks.exit(
        AgentHooks.enter("a.Coder.run"), CompletableFuture.failedFuture(new Exception("no")));
    assertThat(crew.log).containsExactly("begin coder", "end coder");
  }

  @Test
  void aForeignFutureMayThrowOrSayItTwice() {
    AgentHooks.exit(
        AgentHooks.enter("a.Coder.run"),
        new CompletableFuture<String>() {
          @Override
          public CompletableFuture<String> whenComplete(
              BiConsumer<? super String, ? super Throwable> action) {
            throw new UnsupportedOperationException();
          }
        });
    AgentHooks.exit(
        AgentHooks.enter("a.Tester.run"),
        new CompletableFuture<String>() {
          @Override
          public CompletableFuture<String> whenComplete(
              BiConsumer<? super String, ? super Throwable> action) {
            action.accept("once", null);
            action.accept("twice", null);
            return this;
          }
        });
    assertThat(crew.log).containsExactly("begin coder", "end coder", "begin tester", "end tester");
    assertThat(crew.failures).isEmpty();
  }

  @Test
  void aRefusedRunThrows() {
    crew.refuses = true;
    assertThatThrownBy(() -> AgentHooks.enter("a.Coder.run"))
        .isInstanceOf(TaskRefusedException.class)
        .hasMessage(Crew.NO.message());
    assertThat(account()).isNull();
    assertThat(CallGuard.current().isSuspended()).isFalse();
  }

  @Test
  void aFaultOfReinsIsReportedAndNobodysElse() {
    crew.fails = true;
    Object run = AgentHooks.enter("a.Coder.run");
    AgentHooks.exit(run, null);
    assertThat(run).isNull();
    assertThat(crew.failures).hasSize(1);
  }

  @Test
  void aScopeWithinARunIsBelowIt() {
    Object run = AgentHooks.enter("a.Coder.run");
    Object scope = ContextHooks.API.apply(new Object[] {"agent", "tester"});
    Object within = AgentHooks.enter("a.Coder.run");
    assertThat(account()).isEqualTo("coder/tester/coder");
    AgentHooks.exit(within, null);
    assertThat(scope).isInstanceOf(Runnable.class);
    ((Runnable) scope).run();
    ((Runnable) scope).run();
    assertThat(account()).isEqualTo("coder");
    AgentHooks.exit(run, null);
    assertThat(crew.log).filteredOn(line -> line.startsWith("end ")).hasSize(3);
  }

  @Test
  void aRunGoesOnWithoutReinWhenItIsDetached() {
    Object run = AgentHooks.enter("a.Coder.run");
    Hooks.setHandler(null);
    CompletableFuture<String> future = new CompletableFuture<>();
    AgentHooks.exit(run, future);
    assertThat(future.getNumberOfDependents()).isZero();
    assertThat(CallGuard.current().account()).isNull();
  }
}
