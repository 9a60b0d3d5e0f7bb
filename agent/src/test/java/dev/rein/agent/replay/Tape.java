package dev.rein.agent.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.Delta;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent;
import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerMeta;
import dev.rein.agent.ledger.LedgerReader;
import dev.rein.agent.ledger.LedgerWriter;
import dev.rein.agent.policy.Policy;
import dev.rein.agent.policy.PolicyException;
import dev.rein.agent.policy.PolicyParser;
import dev.rein.api.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A recorded JVM: its entries go through the real writer and reader. */
final class Tape {
  static final long AT = Instant.parse("2026-11-21T03:03:34Z").toEpochMilli();

  private static final Duration PLENTY = Duration.ofSeconds(20);

  private final LedgerFolder folder;
  private final LedgerWriter writer;

  Tape(Path dir) throws IOException {
    folder =
        LedgerFolder.create(
            dir, new LedgerMeta(11, null, "host.Main", "0.1.0", Instant.ofEpochMilli(AT)));
    writer = LedgerWriter.start(() -> folder, sink -> {}, line -> {}, Thread::new);
    add(new LedgerEntry.Started(AT, 11, "host.Main", "0.1.0", "17", "old.yaml", "enforce"));
    add(
        new LedgerEntry.Resources(
            AT,
            Resource.all().stream()
                .map(r -> new ResourceName(r.name(), r.unit(), r.isGauge(), r.isSum()))
                .toList()));
    add(new LedgerEntry.AccountOpened(AT, 0, "jvm", null));
  }

  Tape add(LedgerEntry entry) {
    assertThat(writer.offerAndAwait(entry, PLENTY)).isTrue();
    return this;
  }

  Tape agent(int number, String id) {
    return add(new LedgerEntry.AccountOpened(AT, number, id, "jvm"));
  }

  /** Counters of one account at a time after the start. */
  Tape counted(long millis, int account, Delta... deltas) {
    return add(new LedgerEntry.Counters(AT + millis, account, List.of(deltas)));
  }

  static Delta used(String resource, long amount) {
    return new Delta(resource, amount, 0, 0);
  }

  Tape denied(long millis, int account, String resource, String target) {
    return add(
        new LimitEvent(AT + millis, account, LimitEvent.Kind.DENIED, resource, 10, 10, target));
  }

  ReplayReport replay(String yaml) throws IOException {
    return replay(yaml, false);
  }

  ReplayReport replay(String yaml, boolean peopleSayYes) throws IOException {
    assertThat(writer.close("exit", PLENTY)).isTrue();
    Replay replay = new Replay(policy(yaml), peopleSayYes, 50);
    try (LedgerReader reader = LedgerReader.open(folder)) {
      for (LedgerEntry entry = reader.next(); entry != null; entry = reader.next()) {
        replay.add(entry);
      }
    }
    return replay.report();
  }

  static Policy policy(String yaml) {
    try {
      return PolicyParser.parse(yaml, "new.yaml");
    } catch (PolicyException e) {
      throw new AssertionError(e);
    }
  }

  static Finding of(ReplayReport report, String account, String resource) {
    return report.findings().stream()
        .filter(f -> f.account().equals(account))
        .filter(f -> f.limit().resource().name().equals(resource))
        .findFirst()
        .orElseThrow();
  }
}
