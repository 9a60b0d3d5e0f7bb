package dev.rein.agent.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.rein.agent.policy.ModelPolicy;
import dev.rein.agent.policy.UnknownModel;
import dev.rein.agent.policy.UnknownModel.Priced;
import dev.rein.agent.text.Quantity;

/** What a policy says of models, for people and for programs. */
final class ModelPolicyText {
  private ModelPolicyText() {}

  /** {@code prices of Rein's own table, unknown warn, max-output 4096}. */
  static String of(ModelPolicy models) {
    ModelPolicy.PriceFile prices = models.prices();
    return "prices "
        + (prices == null ? "of Rein's own table" : prices.path())
        + ", unknown "
        + of(models.unknown())
        + ", max-output "
        + models.maxOutput();
  }

  /** {@code warn}, {@code deny}, or the price. */
  static String of(UnknownModel unknown) {
    if (unknown instanceof Priced price) {
      return "input "
          + Quantity.money(price.input())
          + " output "
          + Quantity.money(price.output())
          + " cached "
          + Quantity.money(price.cached())
          + " cache-write "
          + Quantity.money(price.cacheWrite());
    }
    return unknown instanceof UnknownModel.Deny ? "deny" : "warn";
  }

  static JsonElement json(UnknownModel unknown) {
    if (!(unknown instanceof Priced price)) {
      return new JsonPrimitive(of(unknown));
    }
    JsonObject json = new JsonObject();
    json.addProperty("input_micro_usd", price.input());
    json.addProperty("output_micro_usd", price.output());
    json.addProperty("cached_micro_usd", price.cached());
    json.addProperty("cache_write_micro_usd", price.cacheWrite());
    return json;
  }
}
