package dev.rein.agent.ledger;

import dev.rein.agent.ledger.LedgerEntry.Delta;
import dev.rein.agent.ledger.LedgerEntry.HookState;
import dev.rein.agent.ledger.LedgerEntry.HostUse;
import dev.rein.agent.ledger.LedgerEntry.HotSpot;
import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import java.util.List;

/**
 * Turns entries into bytes, one after the other: a {@link LedgerEntry.Resources} decides how those
 * after it name their resources. One thread.
 */
final class EntryEncoder {
  private final EntryOutput out = new EntryOutput();

  /** The bytes are in the answer until the next call. */
  EntryOutput encode(LedgerEntry entry) {
    out.clear();
    append(entry);
    return out;
  }

  private void append(LedgerEntry entry) {
    if (entry instanceof LedgerEntry.Counters counters) {
      header(EntryType.COUNTERS, counters);
      out.writeUnsigned(counters.account());
      deltas(counters.deltas());
    } else if (entry instanceof LedgerEntry.HostCounters counters) {
      hostCounters(counters);
    } else if (entry instanceof LedgerEntry.Started started) {
      started(started);
    } else if (entry instanceof LedgerEntry.Resources table) {
      header(EntryType.RESOURCES, table);
      resources(table.resources());
    } else if (entry instanceof LedgerEntry.AccountOpened opened) {
      accountOpened(opened);
    } else if (entry instanceof LedgerEntry.ProcessStarted process) {
      header(EntryType.PROCESS_STARTED, process);
      out.writeUnsigned(process.account());
      out.writeUnsigned(process.pid());
      out.writeText(process.command());
    } else if (entry instanceof LedgerEntry.ProcessEnded process) {
      processEnded(process);
    } else if (entry instanceof LedgerEntry.ProcessDestroyed process) {
      processDestroyed(process);
    } else if (entry instanceof LedgerEntry.Coverage coverage) {
      coverage(coverage);
    } else if (entry instanceof LedgerEntry.RateLimited answer) {
      rateLimited(answer);
    } else if (entry instanceof LedgerEntry.HotSpots hot) {
      hotSpots(hot);
    } else if (entry instanceof LifecycleEntry.LeftOpen open) {
      LifecycleCodec.encode(open, out);
    } else if (entry instanceof LifecycleEntry.Cleaned cleaned) {
      LifecycleCodec.encode(cleaned, out);
    } else if (entry instanceof ModelEntry model) {
      ModelCodec.encode(model, out);
    } else if (entry instanceof LedgerEntry.Notice notice) {
      header(EntryType.NOTICE, notice);
      out.writeText(notice.severity());
      out.writeText(notice.message());
    } else if (entry instanceof LedgerEntry.Stopped stopped) {
      header(EntryType.STOPPED, stopped);
      out.writeText(stopped.reason());
      out.writeUnsigned(stopped.dropped());
    } else if (entry instanceof LedgerEntry.CarriedOver carried) {
      header(EntryType.CARRIED_OVER, carried);
      out.writeUnsigned(carried.file());
      out.writeUnsigned(carried.times());
      append(carried.entry());
    } else {
      GovernorEncoder.encode(entry, out);
    }
  }

  private void header(int type, LedgerEntry entry) {
    out.writeHeader(type, entry.at());
  }

  private void hotSpots(LedgerEntry.HotSpots hot) {
    header(EntryType.HOT_SPOTS, hot);
    out.writeUnsigned(hot.account());
    out.writeByte(hot.subject().ordinal());
    out.writeUnsigned(hot.spots().size());
    for (HotSpot spot : hot.spots()) {
      out.writeText(spot.name());
      out.writeUnsigned(spot.perMille());
    }
  }

  private void started(LedgerEntry.Started started) {
    header(EntryType.STARTED, started);
    out.writeUnsigned(started.pid());
    out.writeText(started.main());
    out.writeText(started.reinVersion());
    out.writeText(started.javaVersion());
    out.writeText(started.policy());
    out.writeText(started.mode());
  }

  private void resources(List<ResourceName> table) {
    out.nameResources(table);
    out.writeUnsigned(table.size());
    for (ResourceName resource : table) {
      out.writeText(resource.name());
      out.writeText(resource.unit());
      out.writeByte(
          (resource.gauge() ? EntryDecoder.GAUGE : 0) | (resource.sum() ? 0 : EntryDecoder.NO_SUM));
    }
  }

  private void accountOpened(LedgerEntry.AccountOpened opened) {
    header(EntryType.ACCOUNT_OPENED, opened);
    out.writeUnsigned(opened.account());
    out.writeText(opened.id());
    out.writeOptionalText(opened.parent());
  }

  private void rateLimited(LedgerEntry.RateLimited answer) {
    header(EntryType.RATE_LIMITED, answer);
    out.writeUnsigned(answer.account());
    out.writeText(answer.target());
    out.writeUnsigned(answer.status());
    out.writeOptionalText(answer.retryAfter());
  }

  private void hostCounters(LedgerEntry.HostCounters counters) {
    header(EntryType.HOST_COUNTERS, counters);
    out.writeText(counters.host());
    out.writeUnsigned(counters.uses().size());
    for (HostUse use : counters.uses()) {
      out.writeResource(use.resource());
      out.writeSigned(use.used());
    }
  }

  private void processEnded(LedgerEntry.ProcessEnded process) {
    header(EntryType.PROCESS_ENDED, process);
    out.writeUnsigned(process.account());
    out.writeUnsigned(process.pid());
    out.writeSigned(process.exitCode());
    out.writeUnsigned(process.lifeMillis());
  }

  private void processDestroyed(LedgerEntry.ProcessDestroyed process) {
    header(EntryType.PROCESS_DESTROYED, process);
    out.writeUnsigned(process.account());
    out.writeUnsigned(process.pid());
    out.writeByte(process.forced() ? 1 : 0);
    out.writeText(process.thread());
  }

  private void coverage(LedgerEntry.Coverage coverage) {
    header(EntryType.COVERAGE, coverage);
    out.writeUnsigned(coverage.hooks().size());
    for (HookState hook : coverage.hooks()) {
      out.writeText(hook.area());
      out.writeText(hook.hook());
      out.writeByte(hook.state().ordinal());
      out.writeText(hook.reason());
    }
    out.writeTexts(coverage.switchedOff());
    out.writeTexts(coverage.libraries());
  }

  private void deltas(List<Delta> deltas) {
    out.writeUnsigned(deltas.size());
    for (Delta delta : deltas) {
      out.writeResource(delta.resource());
      out.writeSigned(delta.used());
      out.writeSigned(delta.denied());
      out.writeSigned(delta.delayed());
    }
  }
}
