package dev.rein.agent.ledger;

import dev.rein.agent.ledger.LedgerEntry.Delta;
import dev.rein.agent.ledger.LedgerEntry.HookState;
import dev.rein.agent.ledger.LedgerEntry.HostUse;
import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns entries into bytes, one after the other: a {@link LedgerEntry.Resources} decides how those
 * after it name their resources. One thread.
 */
final class EntryEncoder {
  private final EntryOutput out = new EntryOutput();
  private final Map<String, Integer> resources = new HashMap<>();

  /** The bytes are in the answer until the next call. */
  EntryOutput encode(LedgerEntry entry) {
    out.clear();
    if (entry instanceof LedgerEntry.Counters counters) {
      header(EntryType.COUNTERS, counters);
      out.writeUnsigned(counters.account());
      deltas(counters.deltas());
    } else if (entry instanceof LedgerEntry.HostCounters counters) {
      hostCounters(counters);
    } else if (entry instanceof LedgerEntry.LimitEvent event) {
      limitEvent(event);
    } else if (entry instanceof LedgerEntry.Started started) {
      started(started);
    } else if (entry instanceof LedgerEntry.Resources table) {
      header(EntryType.RESOURCES, table);
      resources(table.resources());
    } else if (entry instanceof LedgerEntry.AccountOpened opened) {
      accountOpened(opened);
    } else if (entry instanceof LedgerEntry.LimitSet limit) {
      limitSet(limit);
    } else if (entry instanceof LedgerEntry.PhaseChanged change) {
      phaseChanged(change);
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
    } else if (entry instanceof LedgerEntry.Notice notice) {
      header(EntryType.NOTICE, notice);
      out.writeText(notice.severity());
      out.writeText(notice.message());
    } else if (entry instanceof LedgerEntry.Stopped stopped) {
      header(EntryType.STOPPED, stopped);
      out.writeText(stopped.reason());
      out.writeUnsigned(stopped.dropped());
    }
    return out;
  }

  private void header(int type, LedgerEntry entry) {
    out.writeByte(type);
    out.writeByte(EntryType.VERSION);
    out.writeSigned(entry.at());
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
    resources.clear();
    out.writeUnsigned(table.size());
    for (ResourceName resource : table) {
      resources.put(resource.name(), resources.size());
      out.writeText(resource.name());
      out.writeText(resource.unit());
      out.writeByte(resource.gauge() ? 1 : 0);
    }
  }

  private void accountOpened(LedgerEntry.AccountOpened opened) {
    header(EntryType.ACCOUNT_OPENED, opened);
    out.writeUnsigned(opened.account());
    out.writeText(opened.id());
    String parent = opened.parent();
    out.writeByte(parent == null ? 0 : 1);
    if (parent != null) {
      out.writeText(parent);
    }
  }

  private void limitSet(LedgerEntry.LimitSet limit) {
    header(EntryType.LIMIT_SET, limit);
    out.writeUnsigned(limit.account());
    resource(limit.resource());
    out.writeText(limit.kind());
    out.writeSigned(limit.limit());
    out.writeSigned(limit.warn());
    out.writeText(limit.action());
  }

  private void limitEvent(LedgerEntry.LimitEvent event) {
    header(EntryType.LIMIT_EVENT, event);
    out.writeUnsigned(event.account());
    out.writeByte(event.kind().ordinal());
    resource(event.resource());
    out.writeSigned(event.limit());
    out.writeSigned(event.used());
    out.writeText(event.target());
  }

  private void phaseChanged(LedgerEntry.PhaseChanged change) {
    header(EntryType.PHASE_CHANGED, change);
    out.writeUnsigned(change.account());
    out.writeText(change.from());
    out.writeText(change.to());
    out.writeText(change.reason());
  }

  private void hostCounters(LedgerEntry.HostCounters counters) {
    header(EntryType.HOST_COUNTERS, counters);
    out.writeText(counters.host());
    out.writeUnsigned(counters.uses().size());
    for (HostUse use : counters.uses()) {
      resource(use.resource());
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
    texts(coverage.switchedOff());
    texts(coverage.libraries());
  }

  private void texts(List<String> texts) {
    out.writeUnsigned(texts.size());
    texts.forEach(out::writeText);
  }

  private void deltas(List<Delta> deltas) {
    out.writeUnsigned(deltas.size());
    for (Delta delta : deltas) {
      resource(delta.resource());
      out.writeSigned(delta.used());
      out.writeSigned(delta.denied());
      out.writeSigned(delta.delayed());
    }
  }

  /** Place in the table plus one; zero is followed by a name that the table lacks. */
  private void resource(String name) {
    Integer place = resources.get(name);
    out.writeUnsigned(place == null ? 0 : place + 1);
    if (place == null) {
      out.writeText(name);
    }
  }
}
