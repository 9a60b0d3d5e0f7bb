package dev.rein.agent.price;

import dev.rein.agent.policy.ModelPolicy;
import dev.rein.agent.policy.PolicyException;
import dev.rein.agent.policy.UnknownModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The prices that a policy asks for: those of a file or of Rein's own table, and what becomes of a
 * model that has none there. Safe on any thread.
 */
public final class ModelPrices {
  /** What a policy that says nothing of models has. */
  public static final ModelPrices DEFAULT = new ModelPrices(ModelPolicy.DEFAULT, null);

  private final ModelPolicy policy;
  private final @Nullable PriceTable table;

  private ModelPrices(ModelPolicy policy, @Nullable PriceTable table) {
    this.policy = policy;
    this.table = table;
  }

  /**
   * Reads the file that a policy names, if any.
   *
   * @throws PolicyException when the file cannot be used, with the place where the policy names it
   */
  public static ModelPrices of(ModelPolicy policy) throws PolicyException {
    ModelPolicy.PriceFile file = policy.prices();
    if (file == null) {
      return new ModelPrices(policy, null);
    }
    try {
      return new ModelPrices(policy, PriceTable.read(file.path()));
    } catch (PriceFileException e) {
      throw file.problem(e.getMessage());
    }
  }

  /** The policy's. */
  public ModelPolicy policy() {
    return policy;
  }

  /** The table; Rein's own is read when it is first needed. */
  public PriceTable table() {
    return table == null ? PriceTable.shipped() : table;
  }

  /**
   * What a model costs: by the table, else as the policy says of unknown models; null when nobody
   * knows.
   */
  public @Nullable ModelPrice find(String provider, String model) {
    ModelPrice found = table().find(provider, model);
    if (found == null && policy.unknown() instanceof UnknownModel.Priced given) {
      // Microdollars for a million tokens are picodollars for one.
      ModelPrice.Rate rate =
          new ModelPrice.Rate(0, given.input(), given.output(), given.cached(), given.cacheWrite());
      return new ModelPrice("*", "*", List.of(rate), 0);
    }
    return found;
  }

  /** Whether the call of a model without a price is to be refused. */
  public boolean deniesUnknown() {
    return policy.unknown() instanceof UnknownModel.Deny;
  }

  /**
   * How many tokens of an answer are reserved for a call that names no most itself. Never as many
   * as newer models can answer with: one such call would reserve a whole budget.
   */
  public long maxOutput(@Nullable ModelPrice price) {
    return price == null || price.maxOutput() == 0
        ? policy.maxOutput()
        : Math.min(policy.maxOutput(), price.maxOutput());
  }
}
