package dev.rein.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.api.Calls;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs: what the thread is at, beside for whom it works. */
final class JobScopeTest {
  private final Crew crew = new Crew();

  @BeforeEach
  void begin() {
    Hooks.setHandler(crew);
    CallGuard.current().setTaskAccount(null);
  }

  @AfterEach
  void end() {
    Hooks.setHandler(null);
    CallGuard.current().setTaskAccount(null);
  }

  private static Runnable job(String job, String tenant) {
    Object end = ContextHooks.API.apply(new Object[] {Calls.JOB, job, tenant});
    return (Runnable) Objects.requireNonNull(end);
  }

  private static @Nullable String at() {
    JobAccount job = ContextHooks.job();
    return job == null ? null : job.job() + " for " + job.tenant();
  }

  @Test
  void itHoldsUntilItsEnd() {
    Runnable job = job("build-42", "acme");
    assertThat(at()).isEqualTo("build-42 for acme");
    job.run();
    assertThat(at()).isNull();
    assertThat(crew.log).isEmpty();
  }

  @Test
  void anInnerOneKeepsTheTenantUnlessItNamesAnother() {
    Runnable outer = job("build-42", "acme");
    Runnable inner = job("step", "");
    assertThat(at()).isEqualTo("step for acme");
    inner.run();
    Runnable other = job("step", "other");
    assertThat(at()).isEqualTo("step for other");
    other.run();
    outer.run();
  }

  @Test
  void anAgentWithinIsAtTheSameJobAndAJobWithinIsTheAgents() {
    Runnable job = job("build-42", "acme");
    Object run = AgentHooks.enter("a.Coder.run");
    assertThat(at()).isEqualTo("build-42 for acme");
    assertThat(plain()).isEqualTo("coder");
    Runnable inner = job("step", "");
    assertThat(plain()).isEqualTo("coder");
    // Within a job of its own the agent is still at its one run.
    assertThat(AgentHooks.enter("a.Coder.run")).isNull();
    assertThat(AgentHooks.enter("a.Coder.other")).isNull();
    inner.run();
    AgentHooks.exit(run, null);
    job.run();
    assertThat(crew.log).containsExactly("begin coder", "end coder");
  }

  private static @Nullable Object plain() {
    Object account = ContextHooks.account();
    return account == null ? null : JobAccount.plain(account);
  }

  @Test
  void itFollowsATask() {
    Runnable task = () -> {};
    Runnable job = job("build-42", "acme");
    ContextHooks.handOver(task);
    job.run();
    Object before = ContextHooks.beginTask(task);
    assertThat(at()).isEqualTo("build-42 for acme");
    ContextHooks.endTask(before);
    assertThat(at()).isNull();
  }

  @Test
  void textsAreBoundedAndHarmless() {
    Runnable job = job("a\u001b\n" + "x".repeat(196) + "\ud83d\ude00", "t\u0000");
    assertThat(at()).isEqualTo("a__" + "x".repeat(196) + " for t_");
    job.run();
  }
}
