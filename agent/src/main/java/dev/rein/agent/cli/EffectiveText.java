package dev.rein.agent.cli;

import dev.rein.agent.config.Setting;
import dev.rein.agent.config.Settings;
import dev.rein.agent.policy.AccountPolicy;
import dev.rein.agent.policy.AgentPolicy;
import dev.rein.agent.policy.Intervention;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Policy;
import dev.rein.agent.policy.Rule;
import dev.rein.agent.text.Glob;
import dev.rein.agent.text.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What holds in a JVM, as lines for people. */
final class EffectiveText {
  private final List<String> lines = new ArrayList<>();

  private EffectiveText() {}

  static List<String> of(Settings settings, Policy policy) {
    EffectiveText text = new EffectiveText();
    settings.all().forEach(text::addOption);
    text.addPolicy(policy);
    text.addAccount("jvm", policy.jvm());
    text.addAccount("agents that are not named below", policy.defaults());
    for (AgentPolicy agent : policy.agents()) {
      text.addAccount("agent " + agent.name() + " (" + agent.origin() + ")", agent.account());
      for (String method : agent.methods()) {
        text.lines.add("  known by method " + method);
      }
      for (Glob thread : agent.threads()) {
        text.lines.add("  known by thread " + thread);
      }
    }
    if (!policy.rules().isEmpty()) {
      text.lines.add("");
      text.lines.add("rules");
      policy.rules().forEach(text::addRule);
    }
    return text.lines;
  }

  private void addOption(Setting setting) {
    String value = setting.value() == null ? "-" : setting.value();
    addRow(setting.option().property(), value, setting.place());
  }

  private void addPolicy(Policy policy) {
    Intervention intervention = policy.intervention();
    Duration timeout = intervention.pauseTimeout();
    lines.add("");
    lines.add("policy " + policy.source());
    lines.add("  mode " + policy.mode().name().toLowerCase(Locale.ROOT));
    lines.add("  check-interval " + Quantity.time(policy.checkInterval()));
    lines.add(
        "  intervention pause "
            + intervention.pause()
            + ", pause-timeout "
            + (timeout == null ? "never" : Quantity.time(timeout))
            + ", auto-terminate "
            + intervention.autoTerminate()
            + ", grace "
            + Quantity.time(intervention.grace())
            + ", exit "
            + intervention.exit());
    lines.add("  models " + ModelPolicyText.of(policy.models()));
  }

  private void addAccount(String title, AccountPolicy account) {
    lines.add("");
    String profile = account.profile().isEmpty() ? "no profile" : "profile " + account.profile();
    lines.add(title + ": " + profile + ", priority " + account.priority().word());
    for (Limit limit : account.limits()) {
      addRow("  " + limit.resource(), LimitText.of(limit), limit.origin());
    }
    if (account.limits().isEmpty()) {
      lines.add("  no limits");
    }
  }

  private void addRule(Rule rule) {
    String agent = rule.agent() == null ? "" : " of agent " + rule.agent();
    String price = rule.price() == null ? "" : ", costs " + rule.price();
    addRow("  " + rule.title() + agent, LimitText.of(rule.limit()) + price, rule.limit().origin());
  }

  private void addRow(String name, String value, String origin) {
    lines.add(String.format(Locale.ROOT, "%-26s %-52s %s", name, value, origin));
  }
}
