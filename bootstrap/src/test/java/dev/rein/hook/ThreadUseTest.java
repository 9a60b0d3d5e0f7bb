package dev.rein.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is charged with what a thread uses, when it changes hands, is looked at, and ends. */
final class ThreadUseTest {
  private final Crew crew = new Crew();

  @BeforeEach
  void begin() {
    Hooks.setHandler(crew);
    ThreadUse.begin();
  }

  @AfterEach
  void end() {
    Hooks.setHandler(null);
  }

  /** On a thread that Rein has seen start. */
  private static <T> T on(String threadName, Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    new Thread(task, threadName).start();
    return task.get();
  }

  /** The thread has used so much by now; a while has passed since it was last looked at. */
  private void uses(long cpuNanos) {
    crew.cpuNanos = cpuNanos;
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < 100_000) {
      Thread.onSpinWait();
    }
  }

  private void works(String agent, long until) {
    Object run = AgentHooks.enter("a." + agent + ".run");
    uses(until);
    AgentHooks.exit(run, null);
  }

  @Test
  void eachAgentPaysForItsPart() throws Exception {
    on(
        "worker",
        () -> {
          uses(100);
          works("Coder", 350);
          uses(400);
          works("Tester", 500);
          works("Coder", 501);
          return true;
        });
    assertThat(crew.used).isEqualTo(Map.of("coder", 251L, "tester", 100L));
  }

  @Test
  void withinAnAgentAnotherPaysForItself() throws Exception {
    on(
        "worker",
        () -> {
          Object run = AgentHooks.enter("a.Coder.run");
          uses(10);
          works("Tester", 30);
          uses(60);
          AgentHooks.exit(run, null);
          return true;
        });
    assertThat(crew.used).isEqualTo(Map.of("coder", 40L, "coder/tester", 20L));
  }

  @Test
  void whatWaitsForATaskOfTheSameAgentIsNotLookedAt() throws Exception {
    Object first = new Object();
    Object second = new Object();
    CallGuard.current().setAccount(crew.agent(null, "coder"));
    ContextHooks.setInUse();
    ContextHooks.handOver(first);
    ContextHooks.handOver(second);
    CallGuard.current().setTaskAccount(null);
    on(
        "worker",
        () -> {
          ContextHooks.takeOver(first);
          uses(70);
          ContextHooks.awaitTask();
          uses(71);
          ContextHooks.takeOver(second);
          assertThat(crew.used).isEmpty();
          uses(100);
          ThreadHooks.threadEnding(Thread.currentThread());
          return true;
        });
    assertThat(crew.used).isEqualTo(Map.of("coder", 100L));
  }

  @Test
  void aThreadThatNeverCameByIsChargedAtItsEnd() throws Exception {
    CallGuard.current().setAccount(crew.agent(null, "coder"));
    ContextHooks.setInUse();
    FutureTask<Boolean> task =
        new FutureTask<>(
            () -> {
              uses(4_000);
              ThreadHooks.threadEnding(Thread.currentThread());
              return true;
            });
    Thread thread = new Thread(task);
    ContextHooks.threadStarts(thread);
    thread.start();
    task.get();
    assertThat(crew.used).isEqualTo(Map.of("coder", 4_000L));
    CallGuard.current().setTaskAccount(null);
  }

  @Test
  void aLookFromOutsideChargesWhatHasComeSince() throws Exception {
    on(
        "worker",
        () -> {
          Object run = AgentHooks.enter("a.Coder.run");
          look(60);
          assertThat(crew.used).isEqualTo(Map.of("coder", 60L));
          look(50);
          assertThat(crew.used).as("a look that was late").isEqualTo(Map.of("coder", 60L));
          uses(90);
          AgentHooks.exit(run, null);
          look(95);
          return true;
        });
    assertThat(crew.used).isEqualTo(Map.of("coder", 90L));
  }

  @Test
  void ofAThreadFromBeforeOnlyWhatComesCounts() {
    uses(1_000);
    Object run = AgentHooks.enter("a.Coder.run");
    look(1_007);
    AgentHooks.exit(run, null);
    assertThat(crew.used).isEqualTo(Map.of("coder", 7L));
  }

  @Test
  void anotherHandlerIsNotChargedWithWhatCameBefore() throws Exception {
    Crew next = new Crew();
    on(
        "worker",
        () -> {
          Object run = AgentHooks.enter("a.Coder.run");
          uses(10);
          Hooks.setHandler(next);
          ThreadUse.begin();
          look(20);
          AgentHooks.exit(run, null);
          return true;
        });
    assertThat(crew.used).isEmpty();
    assertThat(next.used).isEmpty();
  }

  @Test
  void aLookThatHadBegunBeforeTheThreadEndedChargesNothingMore() throws Exception {
    on(
        "worker",
        () -> {
          Object run = AgentHooks.enter("a.Coder.run");
          uses(90);
          AgentHooks.exit(run, null);
          CallGuard.current().setTaskAccount(crew.agent(null, "coder"));
          uses(100);
          ThreadHooks.threadEnding(Thread.currentThread());
          look(95);
          look(100);
          return true;
        });
    assertThat(crew.used).isEqualTo(Map.of("coder", 100L));
  }

  @Test
  void whatAThreadUsedBeforeItGotAnAgentsNameIsNotTheAgents() throws Exception {
    ContextHooks.setThreadsNamed(true);
    on(
        "worker",
        () -> {
          look(1_000);
          Thread.currentThread().setName("coder-1");
          look(1_500);
          look(1_600);
          return true;
        });
    assertThat(crew.used).isEqualTo(Map.of("coder", 100L));
  }

  @Test
  void aThreadThatNeverCameByIsFollowedByItsName() throws Exception {
    ContextHooks.setThreadsNamed(true);
    on(
        "coder-1",
        () -> {
          look(100);
          Thread.currentThread().setName("tester-1");
          look(150);
          look(160);
          Thread.currentThread().setName("worker");
          look(170);
          look(200);
          return true;
        });
    assertThat(crew.used).isEqualTo(Map.of("coder", 150L, "tester", 20L));
  }

  @Test
  void aRenamedThreadGoesOnForAnother() throws Exception {
    ContextHooks.setThreadsNamed(true);
    on(
        "coder-1",
        () -> {
          ContextHooks.takeOver(null);
          uses(100);
          Thread.currentThread().setName("tester-1");
          assertThat(ContextHooks.account()).isEqualTo("tester");
          uses(170);
          ThreadHooks.threadEnding(Thread.currentThread());
          return true;
        });
    assertThat(crew.used).isEqualTo(Map.of("coder", 100L, "tester", 70L));
  }

  @Test
  void nothingIsKeptWhereNobodyLooks() throws Exception {
    Hooks.setHandler(crew);
    on(
        "worker",
        () -> {
          works("Coder", 100);
          return true;
        });
    assertThat(crew.used).isEmpty();
  }

  @Test
  void aScopeThatIsOpenAtItsThreadsEndIsOver() throws Exception {
    on(
        "worker",
        () -> {
          Object outer = AgentHooks.enter("a.Coder.run");
          Object inner = AgentHooks.enter("a.Tester.run");
          assertThat(outer).isNotNull();
          assertThat(inner).isNotNull();
          ThreadHooks.threadEnding(Thread.currentThread());
          return true;
        });
    assertThat(crew.log).filteredOn(line -> line.startsWith("end")).hasSize(2);
  }

  private void look(long cpuNanos) {
    long[] ids = {Thread.currentThread().getId()};
    crew.cpuNanos = cpuNanos;
    ThreadUse.read(
        ids, new long[] {cpuNanos}, new long[] {cpuNanos / 1000}, AgentThreads.accounts());
  }
}
