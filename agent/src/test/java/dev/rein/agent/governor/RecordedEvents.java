package dev.rein.agent.governor;

import dev.rein.agent.account.Account;
import dev.rein.agent.policy.Limit;
import dev.rein.api.Phase;
import dev.rein.api.Resource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what an engine has told, in words. */
final class RecordedEvents implements PolicyEvents {
  /** More are told in a race, which nobody looks at one by one. */
  private static final int MOST = 1_000;

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<String> blocked = new CopyOnWriteArrayList<>();

  private volatile long lastMax;

  private void tell(String event) {
    if (told.size() < MOST) {
      told.add(event);
    }
  }

  @Override
  public void atLimit(
      Kind kind, Account account, Limit limit, long max, long used, @Nullable Object target) {
    tell(kind + " " + account.id() + " " + limit.resource() + " " + used);
    lastMax = max;
  }

  @Override
  public void accountOpened(AccountLimits account) {
    tell("opened " + account.id());
  }

  @Override
  public void granted(Account account, Limit limit, long amount) {
    tell("granted " + account.id() + " " + limit.resource() + " " + amount);
  }

  @Override
  public void limitChanged(Account account, Limit limit, boolean holds) {
    tell((holds ? "limit " : "no limit ") + limit.resource() + " " + limit.max());
  }

  @Override
  public void approval(Decision decision, Approval approval, String by) {
    tell(decision + " " + approval.number() + " " + approval.target() + " " + by);
  }

  @Override
  public void phaseChanged(Account account, Phase from, Phase to, String reason) {
    tell(from.label() + " -> " + to.label());
  }

  @Override
  public void loopNoticed(Account account, String tool, int times) {
    tell("loop " + account.id() + " " + tool + " " + times);
  }

  @Override
  public void transfersBlocked(Resource resource, boolean block) {
    if (block) {
      blocked.add(resource.name());
    } else {
      blocked.remove(resource.name());
    }
  }

  List<String> told() {
    return told;
  }

  long count(String start) {
    return told.stream().filter(line -> line.startsWith(start)).count();
  }

  /** What the limit of the last event at one allowed in all. */
  long lastMax() {
    return lastMax;
  }

  List<String> blocked() {
    return blocked;
  }
}
