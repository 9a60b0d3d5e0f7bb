package dev.rein.agent.governor;

import static dev.rein.agent.governor.TestGovernor.OPEN;
import static dev.rein.agent.governor.TestGovernor.budget;
import static dev.rein.agent.governor.TestGovernor.used;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.policy.Action;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PauseTest {
  private final TestGovernor test = TestGovernor.jvm(budget(Resource.FILES_READ, 1, Action.PAUSE));
  private final RecordedEvents events = test.events();
  private final PolicyEngine engine = test.engine();
  private final AccountLimits jvm = test.jvm();

  @Test
  void holdsTheCallUntilResumed() throws Exception {
    engine.charge(jvm, OPEN, "f");
    CompletableFuture<@Nullable Refusal> held = chargeElsewhere();
    awaitPause();
    assertThat(held).isNotDone();
    assertThat(events.blocked()).contains("file.bytes.read", "file.bytes.written");

    assertThat(test.governor().resume(jvm)).isTrue();

    assertThat(held.get(20, TimeUnit.SECONDS)).isNull();
    assertThat(used(jvm, Resource.FILES_READ)).isEqualTo(2);
    assertThat(jvm.isPaused()).isFalse();
    assertThat(events.blocked()).isEmpty();
    assertThat(jvm.account().meter(Resource.FILES_READ).delayed()).isEqualTo(1);
  }

  @Test
  void anInterruptEndsTheWaitWithARefusal() throws Exception {
    engine.charge(jvm, OPEN, "f");
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    CompletableFuture<@Nullable Refusal> held =
        CompletableFuture.supplyAsync(
            () -> {
              thread.complete(Thread.currentThread());
              Refusal refusal = engine.charge(jvm, OPEN, "f");
              assertThat(Thread.interrupted()).isTrue();
              return refusal;
            });
    awaitPause();

    thread.get(20, TimeUnit.SECONDS).interrupt();

    assertThat(held.get(20, TimeUnit.SECONDS)).extracting(Refusal::remedy).isEqualTo("resume it");
  }

  @Test
  void aThreadThatMayNotWaitIsRefused() {
    PolicyEngine onEventLoop = test.withoutWaits().engine();
    assertThat(onEventLoop.charge(jvm, OPEN, "f")).isNull();

    assertThat(onEventLoop.charge(jvm, OPEN, "f")).isNotNull();

    assertThat(jvm.isPaused()).isFalse();
  }

  @Test
  void stoppingLetsEverybodyGo() throws Exception {
    engine.charge(jvm, OPEN, "f");
    CompletableFuture<@Nullable Refusal> held = chargeElsewhere();
    awaitPause();

    test.governor().stop();

    assertThat(held.get(20, TimeUnit.SECONDS)).isNull();
  }

  private CompletableFuture<@Nullable Refusal> chargeElsewhere() {
    return CompletableFuture.supplyAsync(() -> engine.charge(jvm, OPEN, "f"));
  }

  private void awaitPause() {
    while (!jvm.isPaused() || jvm.account().meter(Resource.FILES_READ).delayed() == 0) {
      Thread.onSpinWait();
    }
  }
}
