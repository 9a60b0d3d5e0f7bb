package dev.rein.agent.governor;

import static dev.rein.agent.governor.Engines.OPEN;
import static dev.rein.agent.governor.Engines.atMost;
import static dev.rein.agent.governor.Engines.below;
import static dev.rein.agent.governor.Engines.budget;
import static dev.rein.agent.governor.Engines.engine;
import static dev.rein.agent.governor.Engines.jvm;
import static dev.rein.agent.governor.Engines.used;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Mode;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import org.junit.jupiter.api.Test;

class PolicyEngineTest {
  private static final Resource[] SPAWN = {Resource.PROCESSES_SPAWNED, Resource.PROCESSES_LIVE};

  private final RecordedEvents events = new RecordedEvents();
  private final PolicyEngine engine = engine(events);

  @Test
  void aBudgetOfThreeLetsThreeThrough() {
    AccountLimits jvm = jvm(budget(Resource.FILES_READ, 3, Action.DENY));

    for (int i = 0; i < 3; i++) {
      assertThat(engine.charge(jvm, OPEN, "f")).isNull();
    }
    Refusal refusal = engine.charge(jvm, OPEN, "f");

    assertThat(refusal).isEqualTo(Refusal.atLimit("jvm", "files.read", 3, 3, "raise it"));
    assertThat(used(jvm, Resource.FILES_READ)).isEqualTo(3);
    assertThat(jvm.account().meter(Resource.FILES_READ).denied()).isEqualTo(1);
  }

  @Test
  void aBudgetOfNothingLetsNothingThrough() {
    AccountLimits jvm = jvm(budget(Resource.FILES_READ, 0, Action.DENY));

    assertThat(engine.charge(jvm, OPEN, "f")).isNotNull();
  }

  @Test
  void aRefusedCallIsChargedForNothing() {
    AccountLimits jvm = jvm(budget(Resource.FILES_ACCESSED, 1, Action.DENY));
    assertThat(engine.charge(jvm, OPEN, "f")).isNull();

    assertThat(engine.charge(jvm, OPEN, "f")).isNotNull();

    assertThat(used(jvm, Resource.FILES_READ)).isEqualTo(1);
    assertThat(used(jvm, Resource.FILES_ACCESSED)).isEqualTo(1);
  }

  @Test
  void aChargeCountsForTheAccountsAbove() {
    AccountLimits jvm = jvm(budget(Resource.FILES_READ, 3, Action.DENY));
    AccountLimits one = below(jvm, "one", budget(Resource.FILES_READ, 2, Action.DENY));
    AccountLimits other = below(jvm, "other");

    assertThat(engine.charge(one, OPEN, "f")).isNull();
    assertThat(engine.charge(one, OPEN, "f")).isNull();
    assertThat(engine.charge(one, OPEN, "f")).extracting(Refusal::account).isEqualTo("one");
    assertThat(engine.charge(other, OPEN, "f")).isNull();
    assertThat(engine.charge(other, OPEN, "f")).extracting(Refusal::account).isEqualTo("jvm");

    assertThat(used(jvm, Resource.FILES_READ)).isEqualTo(3);
    assertThat(used(one, Resource.FILES_READ)).isEqualTo(2);
    assertThat(used(other, Resource.FILES_READ)).isEqualTo(1);
  }

  @Test
  void warnsOnceAtItsShareAndChangesPhase() {
    AccountLimits jvm = jvm(budget(Resource.FILES_READ, 10, Action.DENY));

    for (int i = 0; i < 12; i++) {
      engine.charge(jvm, OPEN, "f");
    }

    assertThat(events.told())
        .containsExactly(
            "WARNED jvm files.read 8",
            "normal -> warning",
            "warning -> intervention",
            "DENIED jvm files.read 10",
            "DENIED jvm files.read 10");
  }

  @Test
  void aLimitThatWarnsHoldsNobody() {
    AccountLimits jvm = jvm(budget(Resource.FILES_READ, 2, Action.WARN));

    for (int i = 0; i < 5; i++) {
      assertThat(engine.charge(jvm, OPEN, "f")).isNull();
    }

    assertThat(events.told())
        .containsExactly("WARNED jvm files.read 2", "normal -> warning", "WARNED jvm files.read 3");
  }

  @Test
  void observingTellsWhatWouldHaveBeenHeld() {
    AccountLimits jvm = jvm(Mode.OBSERVE, budget(Resource.FILES_READ, 2, Action.DENY));

    for (int i = 0; i < 5; i++) {
      assertThat(engine.charge(jvm, OPEN, "f")).isNull();
    }

    assertThat(events.told()).contains("OBSERVED jvm files.read 3");
    assertThat(used(jvm, Resource.FILES_READ)).isEqualTo(5);
  }

  @Test
  void soManyAtOnceAndAgainWhenOneHasEnded() {
    AccountLimits jvm = jvm(atMost(Resource.PROCESSES_LIVE, 2, Action.DENY));
    assertThat(engine.charge(jvm, SPAWN, "p")).isNull();
    assertThat(engine.charge(jvm, SPAWN, "p")).isNull();
    assertThat(engine.charge(jvm, SPAWN, "p")).isNotNull();

    engine.giveBack(jvm, Resource.PROCESSES_LIVE);
    assertThat(engine.charge(jvm, SPAWN, "p")).isNull();
    engine.giveBack(jvm, Resource.PROCESSES_LIVE);
    engine.giveBack(jvm, Resource.PROCESSES_LIVE);
    engine.recover(jvm);

    assertThat(used(jvm, Resource.PROCESSES_SPAWNED)).isEqualTo(3);
    assertThat(events.told()).last().isEqualTo("intervention -> normal");
  }

  @Test
  void theTightestOfSeveralLimitsHolds() {
    AccountLimits jvm =
        jvm(
            budget(Resource.FILES_READ, 4, Action.DENY),
            budget(Resource.FILES_READ, 2, Action.DENY),
            budget(Resource.FILES_READ, 1, Action.WARN));

    assertThat(engine.charge(jvm, OPEN, "f")).isNull();
    assertThat(engine.charge(jvm, OPEN, "f")).isNull();
    assertThat(engine.charge(jvm, OPEN, "f")).extracting(Refusal::limit).isEqualTo(2L);
  }

  @Test
  void bytesAreHeldByTheNextTransfer() {
    AccountLimits jvm = jvm(budget(Resource.FILE_BYTES_WRITTEN, 100, Action.DENY));

    assertThat(engine.ask(jvm, Resource.FILE_BYTES_WRITTEN)).isNull();
    engine.transferred(jvm, Resource.FILE_BYTES_WRITTEN, 70);
    assertThat(events.blocked()).isEmpty();
    engine.transferred(jvm, Resource.FILE_BYTES_WRITTEN, 70);

    assertThat(events.blocked()).containsExactly("file.bytes.written");
    assertThat(engine.ask(jvm, Resource.FILE_BYTES_WRITTEN))
        .extracting(Refusal::used)
        .isEqualTo(140L);
  }

  @Test
  void whatMustNotBeRefusedIsLetThroughAndTold() {
    PolicyEngine careful = engine(events, false, true);
    AccountLimits jvm = jvm(budget(Resource.FILES_READ, 1, Action.DENY));
    assertThat(careful.charge(jvm, OPEN, "f")).isNull();

    assertThat(careful.charge(jvm, OPEN, "f")).isNull();

    assertThat(events.told()).contains("EXCUSED jvm files.read 1");
    assertThat(used(jvm, Resource.FILES_READ)).isEqualTo(2);
  }

  @Test
  void resumingGrantsTheBudgetOnceMore() {
    AccountLimits jvm = jvm(budget(Resource.FILES_READ, 2, Action.DENY));
    engine.charge(jvm, OPEN, "f");
    engine.charge(jvm, OPEN, "f");
    assertThat(engine.charge(jvm, OPEN, "f")).isNotNull();

    engine.resume(jvm);

    assertThat(engine.charge(jvm, OPEN, "f")).isNull();
    assertThat(engine.charge(jvm, OPEN, "f")).isNull();
    assertThat(engine.charge(jvm, OPEN, "f")).extracting(Refusal::limit).isEqualTo(4L);
  }
}
