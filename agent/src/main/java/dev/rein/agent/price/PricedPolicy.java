package dev.rein.agent.price;

import dev.rein.agent.policy.Policy;
import dev.rein.agent.policy.PolicyException;
import dev.rein.agent.policy.PolicyParser;
import java.nio.file.Path;

/** A policy together with the prices that it asks for: both can be used, or neither is. */
public record PricedPolicy(Policy policy, ModelPrices prices) {
  /** Of a JVM without a policy. */
  public static final PricedPolicy NONE = new PricedPolicy(Policy.NONE, ModelPrices.DEFAULT);

  /**
   * Reads a policy file and the file of prices that it names.
   *
   * @throws PolicyException with everything that is wrong
   */
  public static PricedPolicy read(Path file) throws PolicyException {
    Policy policy = PolicyParser.parse(file);
    return new PricedPolicy(policy, ModelPrices.of(policy.models()));
  }
}
