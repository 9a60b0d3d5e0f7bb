package dev.rein.agent.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.rein.agent.config.Setting;
import dev.rein.agent.config.Settings;
import dev.rein.agent.config.Version;
import dev.rein.agent.policy.AccountPolicy;
import dev.rein.agent.policy.AgentPolicy;
import dev.rein.agent.policy.Intervention;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.ModelPolicy;
import dev.rein.agent.policy.Policy;
import dev.rein.agent.policy.Price;
import dev.rein.agent.policy.Rule;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What holds in a JVM, as one JSON document; {@code docs/command-line.md} has its form. */
final class EffectiveJson {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private EffectiveJson() {}

  static String of(Settings settings, Policy policy) {
    JsonObject document = new JsonObject();
    document.addProperty("rein", Version.NUMBER);
    JsonArray options = new JsonArray();
    for (Setting setting : settings.all()) {
      JsonObject option = new JsonObject();
      option.addProperty("option", setting.option().property());
      option.addProperty("value", setting.value());
      option.addProperty("origin", setting.place());
      options.add(option);
    }
    document.add("options", options);
    document.addProperty("policy", policy.source());
    document.addProperty("mode", policy.mode().name().toLowerCase(Locale.ROOT));
    document.addProperty("check_interval_ms", policy.checkInterval().toMillis());
    document.add("intervention", intervention(policy.intervention()));
    document.add("models", models(policy.models()));
    document.add("jvm", account(policy.jvm()));
    document.add("defaults", account(policy.defaults()));
    JsonArray agents = new JsonArray();
    policy.agents().forEach(agent -> agents.add(agent(agent)));
    document.add("agents", agents);
    JsonArray rules = new JsonArray();
    policy.rules().forEach(rule -> rules.add(rule(rule)));
    document.add("rules", rules);
    return GSON.toJson(document);
  }

  private static JsonObject intervention(Intervention intervention) {
    JsonObject json = new JsonObject();
    json.addProperty("pause", intervention.pause());
    json.addProperty("pause_timeout_ms", millis(intervention.pauseTimeout()));
    json.addProperty("auto_terminate", intervention.autoTerminate());
    json.addProperty("grace_ms", millis(intervention.grace()));
    json.addProperty("exit", intervention.exit());
    return json;
  }

  private static JsonObject models(ModelPolicy models) {
    ModelPolicy.PriceFile prices = models.prices();
    JsonObject json = new JsonObject();
    json.addProperty("prices", prices == null ? null : prices.path().toString());
    json.add("unknown", ModelPolicyText.json(models.unknown()));
    json.addProperty("max_output", models.maxOutput());
    return json;
  }

  private static JsonObject account(AccountPolicy account) {
    JsonObject json = new JsonObject();
    json.addProperty("profile", account.profile().isEmpty() ? null : account.profile());
    json.addProperty("priority", account.priority().word());
    JsonArray limits = new JsonArray();
    account.limits().forEach(limit -> limits.add(limit(limit)));
    json.add("limits", limits);
    return json;
  }

  private static JsonObject agent(AgentPolicy agent) {
    JsonObject json = account(agent.account());
    json.addProperty("name", agent.name().toString());
    json.addProperty("origin", agent.origin());
    json.add("methods", texts(agent.methods()));
    json.add("threads", texts(agent.threads()));
    return json;
  }

  private static JsonObject rule(Rule rule) {
    Price price = rule.price();
    JsonObject json = limit(rule.limit());
    json.addProperty("subject", rule.subject().name().toLowerCase(Locale.ROOT));
    json.addProperty("pattern", rule.pattern().toString());
    json.addProperty("agent", rule.agent() == null ? null : rule.agent().toString());
    json.addProperty("cost_micro_usd", price == null ? null : price.microUsd());
    json.addProperty("cost_per", price == null ? null : price.perHour() ? "hour" : "call");
    return json;
  }

  private static JsonObject limit(Limit limit) {
    JsonObject json = new JsonObject();
    json.addProperty("resource", limit.resource().name());
    json.addProperty("unit", limit.resource().unit());
    json.addProperty("kind", limit.kind());
    json.addProperty("max", limit.max());
    if (limit instanceof Limit.Rate rate) {
      json.addProperty("window_ms", millis(rate.window()));
      json.addProperty("burst", rate.burst());
    } else {
      json.addProperty("warn", limit.warnAt());
    }
    if (limit instanceof Limit.Budget budget) {
      json.addProperty("period_ms", millis(budget.period()));
    }
    if (limit instanceof Limit.Threshold threshold) {
      json.addProperty("for_ms", millis(threshold.sustain()));
      json.addProperty("cool_down_ms", millis(threshold.coolDown()));
      json.add("commands", texts(threshold.commands()));
    }
    json.addProperty("then", limit.then().word());
    json.addProperty("longest_wait_ms", millis(limit.longestWait()));
    json.addProperty("origin", limit.origin());
    return json;
  }

  private static JsonArray texts(Collection<?> values) {
    JsonArray texts = new JsonArray();
    values.forEach(value -> texts.add(value.toString()));
    return texts;
  }

  private static @Nullable Long millis(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis();
  }
}
