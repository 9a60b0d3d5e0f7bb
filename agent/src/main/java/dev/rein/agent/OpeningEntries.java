package dev.rein.agent;

import dev.rein.agent.account.Account;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerMeta;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Policy;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a ledger begins with: the JVM, its resources, its account and the limits. */
final class OpeningEntries {
  private OpeningEntries() {}

  static List<LedgerEntry> of(LedgerMeta meta, Policy policy, Account jvm) {
    long now = meta.started().toEpochMilli();
    List<LedgerEntry> entries = new ArrayList<>();
    entries.add(
        new LedgerEntry.Started(
            now,
            meta.pid(),
            meta.main(),
            meta.rein(),
            Runtime.version().toString(),
            policy.source(),
            policy.mode().name().toLowerCase(Locale.ROOT)));
    entries.add(
        new LedgerEntry.Resources(
            now,
            Resource.all().stream()
                .map(r -> new LedgerEntry.ResourceName(r.name(), r.unit(), r.isGauge(), r.isSum()))
                .toList()));
    entries.add(new LedgerEntry.AccountOpened(now, jvm.number(), jvm.id(), null));
    for (Limit limit : policy.jvm().limits()) {
      entries.add(LimitEntries.of(now, jvm, limit, true));
    }
    return entries;
  }
}
