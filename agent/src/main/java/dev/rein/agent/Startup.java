package dev.rein.agent;

import dev.rein.agent.audit.AuditSettings;
import dev.rein.agent.config.HostValues;
import dev.rein.agent.config.OnError;
import dev.rein.agent.config.SamplingMode;
import dev.rein.agent.config.Settings;
import dev.rein.agent.config.SettingsException;
import dev.rein.agent.ledger.Retention;
import dev.rein.agent.lifecycle.Lifecycle.SiteChoice;
import dev.rein.agent.policy.Mode;
import dev.rein.agent.policy.Policy;
import dev.rein.agent.policy.PolicyException;
import dev.rein.agent.price.ModelPrices;
import dev.rein.agent.price.PricedPolicy;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What Rein was asked to do in this JVM.
 *
 * @param prices of models, as the policy has them
 * @param policyFile where the policy is read anew when it changes; null for none
 * @param mode that an option gives, whatever the policy says; null for none
 * @param dir the folder of ledgers
 * @param cache the folder of woven classes
 * @param sampling what is measured beside the calls
 * @param cpuBudget what Rein may use of one processor
 * @param restore whether budgets go on from the ledger of the last JVM of this name
 * @param retention which old ledgers go
 * @param sites of what is noted where it was started
 * @param models whether calls of language models are recognised
 * @param frameworks whether agents and tools of frameworks are known by their names
 * @param audit where the audit log goes; null for none
 * @param problem a line about why the policy that was asked for does not hold, or null
 */
record Startup(
    Policy policy,
    ModelPrices prices,
    @Nullable Path policyFile,
    @Nullable Mode mode,
    Path dir,
    Path cache,
    SamplingMode sampling,
    double cpuBudget,
    boolean restore,
    Retention retention,
    SiteChoice sites,
    boolean models,
    boolean frameworks,
    OnError onError,
    @Nullable AuditSettings audit,
    @Nullable String problem) {
  /**
   * Reads the options and the policy. A policy that makes no sense is a problem; all is counted
   * then and nothing limited.
   *
   * @throws SettingsException when the options make no sense
   */
  static Startup read(@Nullable String arguments) throws SettingsException {
    Settings settings = Settings.parse(arguments, HostValues.PROPERTIES, HostValues.ENVIRONMENT);
    PricedPolicy priced = PricedPolicy.NONE;
    String problem = null;
    Path file = settings.policy();
    if (file != null) {
      try {
        priced = PricedPolicy.read(file);
      } catch (PolicyException e) {
        problem = e.inOneLine() + "; nothing is limited";
      }
    }
    String word = settings.mode();
    Mode mode = word == null ? null : Mode.valueOf(word.toUpperCase(Locale.ROOT));
    Policy policy = priced.policy();
    return new Startup(
        mode == null ? policy : policy.withMode(mode),
        priced.prices(),
        file,
        mode,
        settings.dir(),
        settings.cache(),
        settings.sampling(),
        settings.cpuBudget(),
        settings.restore(),
        new Retention(settings.dir(), settings.keepAge(), settings.keepSize()),
        SiteChoice.valueOf(settings.lifecycleSites().toUpperCase(Locale.ROOT)),
        settings.models(),
        settings.agentFrameworks(),
        settings.onError(),
        audit(settings),
        problem);
  }

  private static @Nullable AuditSettings audit(Settings settings) {
    Path audit = settings.audit();
    return audit == null
        ? null
        : new AuditSettings(
            audit,
            settings.auditBytes(),
            settings.auditAge(),
            settings.auditBuffer(),
            settings.auditDelay());
  }
}
