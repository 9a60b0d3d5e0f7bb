package dev.rein.agent;

import dev.rein.agent.account.Account;
import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.ProviderLimits;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.ModelEntry;
import dev.rein.agent.model.RateHeaders;
import dev.rein.agent.model.RateHeaders.Window;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import dev.rein.hook.JobAccount;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hears what the providers of models say about how much more they allow, which holds calls back
 * where the policy says so. The ledger is told the first time, when it becomes little, and else
 * from time to time. Any thread.
 */
final class ProviderAnswers {
  private static final long PAUSE_MILLIS = 10_000;

  /** Less than a tenth left is worth to be told each time. */
  private static final int LITTLE = 10;

  private static final int MOST_TARGETS = 100;

  private final ProviderLimits limits;
  private final Consumer<LedgerEntry> sink;
  private final Map<String, Long> toldAt = new ConcurrentHashMap<>();

  ProviderAnswers(ProviderLimits limits, Consumer<LedgerEntry> sink) {
    this.limits = limits;
    this.sink = sink;
  }

  /**
   * Whether a provider may be asked by now, as far as it has said so; waits first if a limit says
   * so.
   *
   * @param target where the request goes: scheme, host and port
   * @return why not, or null
   */
  @Nullable Refusal askBefore(AccountLimits account, String target) {
    return limits.ask(account, target, target);
  }

  /**
   * An answer to a call of a model.
   *
   * @param header gives an answer's header by its name, or null
   * @param account who pays for the call
   * @param job what it is part of, or null
   * @param target where the request went: scheme, host and port
   */
  void read(
      Function<String, @Nullable String> header,
      Account account,
      @Nullable JobAccount job,
      String target) {
    long now = System.currentTimeMillis();
    RateHeaders headers = RateHeaders.read(header, now);
    if (!headers.isEmpty()) {
      hold(headers, target);
      tell(news("requests", headers.requests(), account, target, now), job);
      tell(news("tokens", headers.tokens(), account, target, now), job);
    }
  }

  private void hold(RateHeaders headers, String target) {
    window(target, Resource.LLM_REQUESTS_REMAINING, headers.requests());
    window(target, Resource.LLM_TOKENS_REMAINING, headers.tokens());
    if (headers.retryAfterMillis() >= 0) {
      limits.retryAfter(target, headers.retryAfterMillis());
    }
  }

  private void window(String target, Resource gauge, @Nullable Window window) {
    if (window != null) {
      limits.window(target, gauge, window.limit(), window.remaining(), window.resetMillis());
    }
  }

  private void tell(@Nullable LedgerEntry entry, @Nullable JobAccount job) {
    if (entry != null) {
      sink.accept(HostLedger.inJob(entry, job));
    }
  }

  private @Nullable LedgerEntry news(
      String kind, @Nullable Window window, Account account, String target, long now) {
    return window == null || !isNews(kind + " " + target, window, now)
        ? null
        : new ModelEntry.RateWindow(
            now,
            account.number(),
            target,
            kind,
            window.limit(),
            window.remaining(),
            window.resetMillis());
  }

  private boolean isNews(String key, Window window, long now) {
    Long told = toldAt.get(key);
    boolean little = window.remaining() < window.limit() / LITTLE;
    if (told == null ? toldAt.size() >= MOST_TARGETS : !little && now - told < PAUSE_MILLIS) {
      return false;
    }
    toldAt.put(key, now);
    return true;
  }
}
