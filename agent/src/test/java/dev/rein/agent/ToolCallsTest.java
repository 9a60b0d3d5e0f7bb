package dev.rein.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.TestGovernor;
import dev.rein.agent.policy.Policy;
import dev.rein.agent.policy.PolicyException;
import dev.rein.agent.policy.PolicyParser;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Calls of tools are charged, and held to the limits and rules of a policy file. */
class ToolCallsTest {
  private final TestGovernor test = TestGovernor.unlimited();
  private final ToolCalls tools = new ToolCalls(test.governor(), new ChargedCalls(test.engine()));

  private void policy(String text) throws PolicyException {
    Policy policy = PolicyParser.parse(text, "p.yaml");
    test.governor().apply(policy);
  }

  private long used(AccountLimits account, Resource resource) {
    return TestGovernor.used(account, resource);
  }

  @Test
  void aBudgetOfCallsHolds() throws PolicyException {
    policy("limits: {tools.called: {budget: 2, then: deny}}");
    AccountLimits coder = test.account("coder");

    assertThat(tools.before(coder, "search", 1)).isNull();
    assertThat(tools.before(coder, "search", 2)).isNull();
    Refusal refusal = Objects.requireNonNull(tools.before(coder, "search", 3));

    assertThat(refusal.resource()).isEqualTo("tools.called");
    assertThat(used(coder, Resource.TOOLS_CALLED)).isEqualTo(2);
    assertThat(used(test.jvm(), Resource.TOOLS_CALLED)).isEqualTo(2);
  }

  @Test
  void aRuleIsAboutToolsByTheirNamesAndAgents() throws PolicyException {
    policy(
        """
        rules:
          - {tool: "delete_*", agent: "coder*", then: deny}
          - {tool: web_search, budget: 2, cost: 0.01}
          - {tool: send, rate: 1/1h, then: deny}
        """);
    AccountLimits coder = test.account("coder-1");

    assertThat(tools.before(coder, "delete_file", 1)).isNotNull();
    assertThat(tools.before(coder, "Delete_file", 1)).isNull();
    assertThat(tools.before(test.account("lead"), "delete_file", 1)).isNull();
    assertThat(tools.before(coder, "web_search", 1)).isNull();
    assertThat(tools.before(coder, "web_search", 2)).isNull();
    assertThat(tools.before(coder, "web_search", 3)).isNotNull();
    assertThat(tools.before(coder, "send", 1)).isNull();
    assertThat(tools.before(coder, "send", 2)).isNotNull();

    assertThat(used(coder, Resource.COST)).isEqualTo(20_000);
    assertThat(used(test.jvm(), Resource.TOOLS_CALLED)).isEqualTo(5);
  }

  @Test
  void aLoopIsHeldAndChargedForNothing() throws PolicyException {
    policy("profile: none\nagents: {\"*\": {limits: {tools.repeated: {at-most: 2, then: deny}}}}");
    AccountLimits coder = test.account("coder");

    assertThat(tools.before(coder, "search", 1)).isNull();
    assertThat(tools.before(coder, "search", 1)).isNull();
    Refusal refusal = Objects.requireNonNull(tools.before(coder, "search", 1));

    assertThat(refusal.resource()).isEqualTo("tools.repeated");
    assertThat(used(coder, Resource.TOOLS_CALLED)).isEqualTo(2);
  }

  @Test
  void aNameMayBeAsLongAsAModelLikes() throws PolicyException {
    policy("rules: [{tool: \"x*\", then: deny}]");

    Refusal refusal = Objects.requireNonNull(tools.before(test.jvm(), "x".repeat(10_000), 1));
    assertThat(refusal.message()).hasSizeLessThan(1_000);
  }
}
