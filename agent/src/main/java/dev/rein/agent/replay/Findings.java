package dev.rein.agent.replay;

import dev.rein.agent.account.Account;
import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.Approval;
import dev.rein.agent.governor.PolicyEvents;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Rule;
import dev.rein.api.Phase;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hears what the governor does, and keeps it by limit. */
final class Findings implements PolicyEvents {
  private static final String ALL = "jvm";

  private final ReplayClock clock;
  private final IdentityHashMap<Limit, Rule> rules = new IdentityHashMap<>();
  private final IdentityHashMap<Limit, Map<String, Finding>> byLimit = new IdentityHashMap<>();

  /** By the id of the account that it has paused or ended. */
  private final Map<String, Finding> closers = new HashMap<>();

  private final List<String> paused = new ArrayList<>();
  private @Nullable Finding refused;

  Findings(List<Rule> rules, ReplayClock clock) {
    this.clock = clock;
    rules.forEach(rule -> this.rules.put(rule.limit(), rule));
  }

  /** What there is about a limit of an account; made if there is nothing yet. */
  Finding of(String account, Limit limit) {
    Rule rule = rules.get(limit);
    String owner = rule == null ? account : ALL;
    return byLimit
        .computeIfAbsent(limit, any -> new HashMap<>())
        .computeIfAbsent(owner, any -> new Finding(owner, limit, rule));
  }

  /** The limit by which the last call was refused, once; null when its account is closed. */
  @Nullable Finding takeRefused() {
    Finding last = refused;
    refused = null;
    return last;
  }

  /** The limit that has paused or ended an account, or one above it. */
  @Nullable Finding closer(AccountLimits account) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      Finding closer = closers.get(level.id());
      if (closer != null && (level.isPaused() || level.isTerminated())) {
        return closer;
      }
    }
    return null;
  }

  void closes(AccountLimits account, Finding by) {
    closers.put(account.id(), by);
  }

  /** The accounts that thresholds have paused since the last call. */
  List<String> takePaused() {
    List<String> taken = List.copyOf(paused);
    paused.clear();
    return taken;
  }

  @Override
  public void atLimit(
      Kind kind, Account account, Limit limit, long max, long used, @Nullable Object target) {
    Finding finding = of(account.id(), limit);
    switch (kind) {
      case WARNED -> {
        finding.warned(clock.at());
        if (!limit.then().enforces() && used > max) {
          finding.passed(clock.at());
        }
      }
      case OBSERVED -> finding.passed(clock.at());
      case DENIED -> refused = finding;
      case PAUSED -> {
        finding.acted(clock.at(), null);
        closers.put(account.id(), finding);
        paused.add(account.id());
      }
      case TERMINATED -> closers.put(account.id(), finding);
      case THROTTLED -> finding.acted(clock.at(), null);
      case EXCUSED, RESUMED -> {}
    }
  }

  @Override
  public void accountOpened(AccountLimits account) {}

  @Override
  public void granted(Account account, Limit limit, long amount) {}

  @Override
  public void limitChanged(Account account, Limit limit, boolean holds) {}

  @Override
  public void phaseChanged(Account account, Phase from, Phase to, String reason) {}

  @Override
  public void approval(Decision decision, Approval approval, String by) {}

  @Override
  public void transfersBlocked(Resource resource, boolean blocked) {}
}
