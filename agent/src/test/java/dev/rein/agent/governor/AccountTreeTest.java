package dev.rein.agent.governor;

import static dev.rein.agent.governor.TestGovernor.OPEN;
import static dev.rein.agent.governor.TestGovernor.budget;
import static dev.rein.agent.governor.TestGovernor.rate;
import static dev.rein.agent.governor.TestGovernor.used;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.policy.Action;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who has an account, below whom, and what beginning to work costs. */
class AccountTreeTest {
  @Test
  void theNumberOfAccountsIsBounded() {
    TestGovernor test = TestGovernor.unlimited();
    for (int i = 0; i < AccountTree.MOST_AGENTS; i++) {
      assertThat(test.account("agent-" + i).id()).isEqualTo("agent-" + i);
    }

    AccountLimits late = test.account("late");
    AccountLimits below = test.governor().account("agent-1/late");

    assertThat(late.id()).isEqualTo(AccountTree.OTHER);
    assertThat(below).isSameAs(late);
    assertThat(test.account("agent-7").id()).isEqualTo("agent-7");
    assertThat(test.governor().accounts().all()).hasSize(AccountTree.MOST_AGENTS + 2);
  }

  @Test
  void namesMakeNoOtherAccounts() {
    TestGovernor test = TestGovernor.unlimited();
    AccountTree accounts = test.governor().accounts();

    assertThat(accounts.agent(test.jvm(), "a/b").id()).isEqualTo("a_b");
    assertThat(accounts.agent(test.jvm(), "jvm").id()).isEqualTo("jvm_");
    assertThat(accounts.agent(test.jvm(), "x".repeat(1_000)).id()).hasSize(100);
    AccountLimits coder = accounts.agent(test.jvm(), "coder");
    assertThat(accounts.agent(coder, "coder")).as("calls itself").isSameAs(coder);
  }

  @Test
  void theDepthIsBounded() {
    TestGovernor test = TestGovernor.unlimited();
    AccountLimits level = test.jvm();
    for (int i = 0; i < 100; i++) {
      level = test.governor().accounts().agent(level, "level-" + i);
    }
    assertThat(level.id().split("/", -1)).hasSizeLessThanOrEqualTo(11);
  }

  @Test
  void anAccountIsHeldToItsLimitsFromTheStart() {
    TestGovernor test =
        TestGovernor.jvm(
            rate(Resource.FILE_BYTES_READ, 100, Duration.ofSeconds(1), Action.THROTTLE));
    assertThat(test.jvm().limits()).hasSize(1);
    assertThat(test.governor().accounts().all()).containsExactly(test.jvm());
    assertThat(test.events().blocked()).containsExactly("file.bytes.read");
  }

  @Test
  void anAgentWithinAnotherIsItsSubtask() {
    TestGovernor test =
        TestGovernor.unlimited().agent("lead", budget(Resource.SUBTASKS_SPAWNED, 1, Action.DENY));
    Governor governor = test.governor();
    AccountLimits lead = (AccountLimits) governor.beginAgent(test.jvm(), "lead");
    assertThat(used(test.jvm(), Resource.SUBTASKS_SPAWNED)).isZero();

    AccountLimits coder = (AccountLimits) governor.beginAgent(lead, "coder");
    assertThat(coder.id()).isEqualTo("lead/coder");
    assertThat(governor.active(coder)).isEqualTo(1);
    assertThat(governor.beginAgent(lead, "lead")).isSameAs(lead);
    assertThat(used(lead, Resource.SUBTASKS_SPAWNED)).isEqualTo(1);
    assertThat(governor.beginAgent(lead, "tester"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.account()).isEqualTo("lead"));

    governor.endAgent(coder, lead);
    governor.endAgent(coder, lead);
    assertThat(governor.active(coder)).isZero();
  }

  @Test
  void anEndedAgentDoesNotBeginAgain() {
    TestGovernor test = TestGovernor.unlimited();
    test.governor().terminate(test.account("coder"), "enough");

    assertThat(test.governor().beginAgent(test.jvm(), "coder")).isInstanceOf(Refusal.class);
  }

  @Test
  void whatIsExcusedIsChargedToRulesAndAccountsAlike() {
    TestGovernor test =
        TestGovernor.jvm(budget(Resource.FILES_READ, 1, Action.DENY)).withoutRefusals();
    for (int i = 0; i < 3; i++) {
      assertThat(test.engine().charge(test.account("coder"), OPEN, "f")).isNull();
    }
    assertThat(used(test.jvm(), Resource.FILES_READ)).isEqualTo(3);
    assertThat(used(test.account("coder"), Resource.FILES_ACCESSED)).isEqualTo(3);
  }
}
