package dev.rein.agent.governor;

import static dev.rein.agent.governor.TestGovernor.OPEN;
import static dev.rein.agent.governor.TestGovernor.atMost;
import static dev.rein.agent.governor.TestGovernor.budget;
import static dev.rein.agent.governor.TestGovernor.used;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.policy.Action;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import org.junit.jupiter.api.Test;

class PolicyEngineTest {
  private static final Resource[] SPAWN = {Resource.PROCESSES_SPAWNED, Resource.PROCESSES_LIVE};

  @Test
  void aBudgetOfThreeLetsThreeThrough() {
    TestGovernor test = TestGovernor.jvm(budget(Resource.FILES_READ, 3, Action.DENY));

    for (int i = 0; i < 3; i++) {
      assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();
    }
    Refusal refusal = test.engine().charge(test.jvm(), OPEN, "f");

    assertThat(refusal).isEqualTo(Refusal.atLimit("jvm", "files.read", 3, 3, "raise it"));
    assertThat(used(test.jvm(), Resource.FILES_READ)).isEqualTo(3);
    assertThat(test.jvm().account().meter(Resource.FILES_READ).denied()).isEqualTo(1);
  }

  @Test
  void aBudgetOfNothingLetsNothingThrough() {
    TestGovernor test = TestGovernor.jvm(budget(Resource.FILES_READ, 0, Action.DENY));

    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNotNull();
  }

  @Test
  void aRefusedCallIsChargedForNothing() {
    TestGovernor test = TestGovernor.jvm(budget(Resource.FILES_ACCESSED, 1, Action.DENY));
    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();

    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNotNull();

    assertThat(used(test.jvm(), Resource.FILES_READ)).isEqualTo(1);
    assertThat(used(test.jvm(), Resource.FILES_ACCESSED)).isEqualTo(1);
  }

  @Test
  void aChargeCountsForTheAccountsAbove() {
    TestGovernor test =
        TestGovernor.jvm(budget(Resource.FILES_READ, 3, Action.DENY))
            .agent("one", budget(Resource.FILES_READ, 2, Action.DENY));
    AccountLimits one = test.account("one");
    AccountLimits other = test.account("other");

    assertThat(test.engine().charge(one, OPEN, "f")).isNull();
    assertThat(test.engine().charge(one, OPEN, "f")).isNull();
    assertThat(test.engine().charge(one, OPEN, "f")).extracting(Refusal::account).isEqualTo("one");
    assertThat(test.engine().charge(other, OPEN, "f")).isNull();
    assertThat(test.engine().charge(other, OPEN, "f"))
        .extracting(Refusal::account)
        .isEqualTo("jvm");

    assertThat(used(test.jvm(), Resource.FILES_READ)).isEqualTo(3);
    assertThat(used(one, Resource.FILES_READ)).isEqualTo(2);
    assertThat(used(other, Resource.FILES_READ)).isEqualTo(1);
  }

  @Test
  void warnsOnceAtItsShareAndChangesPhase() {
    TestGovernor test = TestGovernor.jvm(budget(Resource.FILES_READ, 10, Action.DENY));

    for (int i = 0; i < 12; i++) {
      test.engine().charge(test.jvm(), OPEN, "f");
    }

    assertThat(test.events().told())
        .containsExactly(
            "WARNED jvm files.read 8",
            "normal -> warning",
            "warning -> intervention",
            "DENIED jvm files.read 10",
            "DENIED jvm files.read 10");
  }

  @Test
  void aLimitThatWarnsHoldsNobody() {
    TestGovernor test = TestGovernor.jvm(budget(Resource.FILES_READ, 2, Action.WARN));

    for (int i = 0; i < 5; i++) {
      assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();
    }

    assertThat(test.events().told())
        .containsExactly("WARNED jvm files.read 2", "normal -> warning", "WARNED jvm files.read 3");
  }

  @Test
  void observingTellsWhatWouldHaveBeenHeld() {
    TestGovernor test = TestGovernor.jvm(budget(Resource.FILES_READ, 2, Action.DENY)).observing();

    for (int i = 0; i < 5; i++) {
      assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();
    }

    assertThat(test.events().told()).contains("OBSERVED jvm files.read 3");
    assertThat(used(test.jvm(), Resource.FILES_READ)).isEqualTo(5);
  }

  @Test
  void soManyAtOnceAndAgainWhenOneHasEnded() {
    TestGovernor test = TestGovernor.jvm(atMost(Resource.PROCESSES_LIVE, 2, Action.DENY));
    assertThat(test.engine().charge(test.jvm(), SPAWN, "p")).isNull();
    assertThat(test.engine().charge(test.jvm(), SPAWN, "p")).isNull();
    assertThat(test.engine().charge(test.jvm(), SPAWN, "p")).isNotNull();

    test.engine().giveBack(test.jvm(), Resource.PROCESSES_LIVE);
    assertThat(test.engine().charge(test.jvm(), SPAWN, "p")).isNull();
    test.engine().giveBack(test.jvm(), Resource.PROCESSES_LIVE);
    test.engine().giveBack(test.jvm(), Resource.PROCESSES_LIVE);
    test.governor().tick();

    assertThat(used(test.jvm(), Resource.PROCESSES_SPAWNED)).isEqualTo(3);
    assertThat(test.events().told()).last().isEqualTo("intervention -> normal");
  }

  @Test
  void theTightestOfSeveralLimitsHolds() {
    TestGovernor test =
        TestGovernor.jvm(
            budget(Resource.FILES_READ, 4, Action.DENY),
            budget(Resource.FILES_READ, 2, Action.DENY),
            budget(Resource.FILES_READ, 1, Action.WARN));

    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();
    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();
    assertThat(test.engine().charge(test.jvm(), OPEN, "f"))
        .extracting(Refusal::limit)
        .isEqualTo(2L);
  }

  @Test
  void bytesAreHeldByTheNextTransfer() {
    TestGovernor test = TestGovernor.jvm(budget(Resource.FILE_BYTES_WRITTEN, 100, Action.DENY));

    assertThat(test.engine().ask(test.jvm(), Resource.FILE_BYTES_WRITTEN)).isNull();
    test.engine().transferred(test.jvm(), Resource.FILE_BYTES_WRITTEN, 70);
    assertThat(test.events().blocked()).isEmpty();
    test.engine().transferred(test.jvm(), Resource.FILE_BYTES_WRITTEN, 70);

    assertThat(test.events().blocked()).containsExactly("file.bytes.written");
    assertThat(test.engine().ask(test.jvm(), Resource.FILE_BYTES_WRITTEN))
        .extracting(Refusal::used)
        .isEqualTo(140L);
  }

  @Test
  void whatMustNotBeRefusedIsLetThroughAndTold() {
    TestGovernor test =
        TestGovernor.jvm(budget(Resource.FILES_READ, 1, Action.DENY)).withoutRefusals();
    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();

    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();

    assertThat(test.events().told()).contains("EXCUSED jvm files.read 1");
    assertThat(used(test.jvm(), Resource.FILES_READ)).isEqualTo(2);
  }

  @Test
  void resumingGrantsTheBudgetOnceMore() {
    TestGovernor test = TestGovernor.jvm(budget(Resource.FILES_READ, 2, Action.DENY));
    test.engine().charge(test.jvm(), OPEN, "f");
    test.engine().charge(test.jvm(), OPEN, "f");
    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNotNull();

    test.governor().resume(test.jvm());

    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();
    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();
    assertThat(test.engine().charge(test.jvm(), OPEN, "f"))
        .extracting(Refusal::limit)
        .isEqualTo(4L);
  }
}
