package dev.rein.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Agents by their threads' names, and which threads work for whom. */
final class ThreadAgentTest {
  private final Crew crew = new Crew();

  @BeforeEach
  void begin() {
    Hooks.setHandler(crew);
    ContextHooks.setThreadsNamed(true);
  }

  @AfterEach
  void end() {
    Hooks.setHandler(null);
  }

  private static <T> T on(String threadName, Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    new Thread(task, threadName).start();
    return task.get();
  }

  private static @Nullable Object account() {
    return ContextHooks.account();
  }

  @Test
  void aThreadIsTheAgentThatItIsNamedLike() throws Exception {
    assertThat(on("coder-1", ThreadAgentTest::account)).isEqualTo("coder");
    assertThat(on("other", () -> account() == null)).isTrue();
  }

  @Test
  void belowTheAccountOfItsTask() throws Exception {
    Object task = new Object();
    CallGuard.current().setAccount(crew.agent(null, "lead"));
    ContextHooks.handOver(task);
    CallGuard.current().setTaskAccount(null);
    assertThat(
            on(
                "coder-1",
                () -> {
                  ContextHooks.takeOver(task);
                  Object during = account();
                  ContextHooks.awaitTask();
                  return during + " then " + account();
                }))
        .isEqualTo("lead/coder then coder");
  }

  @Test
  void theHandlerIsAskedOnceForAThreadAndATask() throws Exception {
    int asked =
        on(
            "coder-1",
            () -> {
              Object first = account();
              int before = crew.asked;
              ContextHooks.takeOver(null);
              assertThat(account()).isSameAs(first);
              return crew.asked - before;
            });
    assertThat(asked).isZero();
  }

  @Test
  void anotherNameIsAnotherAgentAtOnce() throws Exception {
    assertThat(
            on(
                "coder-1",
                () -> {
                  Object before = account();
                  Thread.currentThread().setName("tester-1");
                  return before + " then " + account();
                }))
        .isEqualTo("coder then tester");
  }

  @Test
  void aScopeIsBelowAndGoesBackToIt() throws Exception {
    assertThat(
            on(
                "coder-1",
                () -> {
                  Object run = AgentHooks.enter("a.Tester.run");
                  Object during = account();
                  AgentHooks.exit(run, null);
                  Thread.currentThread().setName("writer-1");
                  return during + " then " + account();
                }))
        .isEqualTo("coder/tester then writer");
  }

  @Test
  void anotherPolicyIsAskedAnew() throws Exception {
    assertThat(
            on(
                "coder-1",
                () -> {
                  Object before = account();
                  ContextHooks.setThreadsNamed(false);
                  return before + " then " + account();
                }))
        .isEqualTo("coder then null");
  }

  @Test
  void threadsAreFoundAndInterruptedByTheirAccount() throws Exception {
    CountDownLatch atWork = new CountDownLatch(2);
    Callable<Boolean> waits =
        () -> {
          Object unused = account();
          atWork.countDown();
          try {
            new CountDownLatch(1).await();
            return false;
          } catch (InterruptedException e) {
            return true;
          }
        };
    FutureTask<Boolean> coding = new FutureTask<>(waits);
    FutureTask<Boolean> testing = new FutureTask<>(waits);
    Thread coder = new Thread(coding, "coder-1");
    Thread tester = new Thread(testing, "tester-1");
    coder.start();
    tester.start();
    atWork.await();
    assertThat(AgentThreads.of("coder"::equals)).containsExactly(coder);
    assertThat(AgentThreads.interrupt("coder"::equals)).isEqualTo(1);
    assertThat(coding.get()).isTrue();
    assertThat(testing.isDone()).isFalse();
    assertThat(AgentThreads.interrupt("tester"::equals)).isEqualTo(1);
    assertThat(testing.get()).isTrue();
  }

  @Test
  void aThreadThatNeverCameByIsFound() throws Exception {
    CallGuard.current().setAccount(crew.agent(null, "lead"));
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    Thread started = new Thread(end::join, "silent");
    ContextHooks.threadStarts(started);
    CallGuard.current().setTaskAccount(null);
    started.start();
    Thread named = new Thread(end::join, "coder-7");
    named.start();
    assertThat(AgentThreads.of("lead"::equals)).containsExactly(started);
    assertThat(AgentThreads.of("coder"::equals)).containsExactly(named);
    end.complete(true);
    started.join();
    named.join();
    assertThat(AgentThreads.of(List.of("lead", "coder")::contains)).isEmpty();
  }

  @Test
  void aThreadInsideReinIsLeftAlone() throws Exception {
    boolean interrupted =
        on(
            "coder-1",
            () -> {
              Object unused = account();
              CallGuard.suspendCurrent();
              assertThat(AgentThreads.interrupt("coder"::equals)).isZero();
              CallGuard.resumeCurrent();
              return Thread.interrupted();
            });
    assertThat(interrupted).isFalse();
  }
}
