package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.Governor;
import dev.rein.agent.governor.Rules;
import dev.rein.agent.policy.Rule.Subject;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import org.jspecify.annotations.Nullable;

/** Charges calls of tools, by rules too, and holds those of an account that goes round. */
final class ToolCalls {
  private static final Resource[] CALLED = {Resource.TOOLS_CALLED};

  /** No tool has a longer name; a model may make up any. */
  private static final int LONGEST_NAME = 200;

  private final Governor governor;
  private final ChargedCalls calls;

  ToolCalls(Governor governor, ChargedCalls calls) {
    this.governor = governor;
    this.calls = calls;
  }

  /**
   * A tool is about to be called.
   *
   * @param tool its name, as the model or the program has it
   * @param argumentsHash of what it is called with
   * @return why it must not be, or null; only then it is charged
   */
  @Nullable Refusal before(AccountLimits account, String tool, int argumentsHash) {
    String name = tool.length() <= LONGEST_NAME ? tool : tool.substring(0, LONGEST_NAME);
    Refusal refusal = governor.toolLoops().begin(account, name, argumentsHash);
    if (refusal != null) {
      return refusal;
    }
    Rules rules = governor.engine().rules();
    Rules.Match match =
        rules.hasAny(Subject.TOOL) ? rules.match(Subject.TOOL, name, account) : Rules.Match.NONE;
    refusal = calls.charge(account, null, CALLED, name, match);
    if (refusal != null) {
      governor.toolLoops().giveBack(account, name, argumentsHash);
    }
    return refusal;
  }
}
