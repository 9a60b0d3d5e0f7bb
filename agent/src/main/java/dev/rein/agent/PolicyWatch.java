package dev.rein.agent;

import dev.rein.agent.governor.Governor;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.policy.Mode;
import dev.rein.agent.policy.ModelPolicy;
import dev.rein.agent.policy.Policy;
import dev.rein.agent.policy.PolicyException;
import dev.rein.agent.price.ModelPrices;
import dev.rein.agent.price.PricedPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes over a policy file that has changed while the JVM runs. A bad one, or one that is gone,
 * leaves the policy that holds. One thread.
 */
final class PolicyWatch {
  private final Path file;
  private final @Nullable Mode mode;
  private final Governor governor;
  private final BiConsumer<Policy, ModelPrices> applied;
  private final HostLedger ledger;

  /** What the file looked like when it was read last, and when it was looked at last. */
  private String read;

  private String seen;

  /**
   * @param mode that an option gives, whatever the file says; null for none
   * @param applied told of each policy that holds from now on, and of its prices of models
   */
  PolicyWatch(
      Path file,
      @Nullable Mode mode,
      Governor governor,
      BiConsumer<Policy, ModelPrices> applied,
      HostLedger ledger) {
    this.file = file.toAbsolutePath();
    this.mode = mode;
    this.governor = governor;
    this.applied = applied;
    this.ledger = ledger;
    this.read = stamp();
    this.seen = read;
  }

  /** Reads the file if it has changed, once it is at rest: an editor may be half way through. */
  void look() {
    String now = stamp();
    boolean atRest = now.equals(seen);
    seen = now;
    if (atRest && !now.equals(read)) {
      read = now;
      Path before = prices();
      reload();
      if (!Objects.equals(before, prices())) {
        read = stamp();
        seen = read;
      }
    }
  }

  /** Of the policy, and of the prices of models that the one that holds has. */
  private String stamp() {
    Path prices = prices();
    return stamp(file) + (prices == null ? "" : " " + stamp(prices));
  }

  private @Nullable Path prices() {
    ModelPolicy.PriceFile prices = governor.accounts().policy().models().prices();
    return prices == null ? null : prices.path();
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return found.size() + " " + found.lastModifiedTime() + " " + found.fileKey();
    } catch (IOException gone) {
      return "";
    }
  }

  private void reload() {
    Policy policy;
    ModelPrices prices;
    try {
      PricedPolicy read = PricedPolicy.read(file);
      policy = mode == null ? read.policy() : read.policy().withMode(mode);
      prices = read.prices();
    } catch (PolicyException e) {
      String why = e.inOneLine() + "; the policy from before holds on";
      ledger.tell(why);
      tell(governor.accounts().policy(), false, why);
      return;
    }
    governor.apply(policy);
    applied.accept(policy, prices);
    tell(policy, true, policy.size() == 1 ? "1 limit" : policy.size() + " limits");
  }

  private void tell(Policy holds, boolean accepted, String message) {
    ledger.offer(
        new LedgerEntry.PolicyChanged(
            System.currentTimeMillis(), file.toString(), holds.mode().word(), accepted, message));
  }
}
