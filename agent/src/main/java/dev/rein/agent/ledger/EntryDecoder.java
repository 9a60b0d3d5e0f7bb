package dev.rein.agent.ledger;

import dev.rein.agent.ledger.EntryInput.CorruptEntryException;
import dev.rein.agent.ledger.LedgerEntry.Delta;
import dev.rein.agent.ledger.LedgerEntry.HookState;
import dev.rein.agent.ledger.LedgerEntry.HostUse;
import dev.rein.agent.ledger.LedgerEntry.HotSpot;
import dev.rein.agent.ledger.LedgerEntry.HotSpots;
import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The counterpart of {@link EntryEncoder}, also for what later or broken writers wrote. */
final class EntryDecoder {
  /** Bits of what is told of a resource. */
  static final int GAUGE = 1;

  static final int NO_SUM = 2;

  private List<ResourceName> resources = List.of();

  /** The entry, or null when it is of a type or version that this Rein does not know. */
  @Nullable LedgerEntry decode(byte[] bytes, int length) throws CorruptEntryException {
    EntryInput in = new EntryInput(bytes, length, resources);
    LedgerEntry entry = decode(in);
    if (entry != null && !in.isAtEnd()) {
      throw new CorruptEntryException("it is longer than it should be");
    }
    return entry;
  }

  private @Nullable LedgerEntry decode(EntryInput in) throws CorruptEntryException {
    int type = in.readByte();
    if (type != EntryType.CARRIED_OVER) {
      return decode(type, in);
    }
    if (in.readByte() != EntryType.VERSION) {
      return null;
    }
    long at = in.readSigned();
    long file = in.readUnsigned();
    long times = in.readUnsigned();
    LedgerEntry entry = decode(in.readByte(), in);
    return entry == null ? null : new LedgerEntry.CarriedOver(at, file, times, entry);
  }

  private @Nullable LedgerEntry decode(int type, EntryInput in) throws CorruptEntryException {
    if (in.readByte() != EntryType.VERSION) {
      return null;
    }
    long at = in.readSigned();
    return switch (type) {
      case EntryType.STARTED -> started(at, in);
      case EntryType.RESOURCES -> resources(at, in);
      case EntryType.ACCOUNT_OPENED -> accountOpened(at, in);
      case EntryType.COUNTERS -> new LedgerEntry.Counters(at, in.readIndex(), deltas(in));
      case EntryType.NOTICE -> new LedgerEntry.Notice(at, in.readText(), in.readText());
      case EntryType.HOST_COUNTERS -> new LedgerEntry.HostCounters(at, in.readText(), hostUses(in));
      case EntryType.PROCESS_STARTED ->
          new LedgerEntry.ProcessStarted(at, in.readIndex(), in.readUnsigned(), in.readText());
      case EntryType.PROCESS_ENDED -> processEnded(at, in);
      case EntryType.PROCESS_DESTROYED ->
          new LedgerEntry.ProcessDestroyed(
              at, in.readIndex(), in.readUnsigned(), in.readByte() == 1, in.readText());
      case EntryType.COVERAGE -> coverage(at, in);
      case EntryType.RATE_LIMITED ->
          new LedgerEntry.RateLimited(
              at, in.readIndex(), in.readText(), in.readIndex(), in.readOptionalText());
      case EntryType.HOT_SPOTS -> hotSpots(at, in);
      case EntryType.LEFT_OPEN -> LifecycleCodec.leftOpen(at, in);
      case EntryType.CLEANED -> LifecycleCodec.cleaned(at, in);
      case EntryType.STOPPED -> new LedgerEntry.Stopped(at, in.readText(), in.readUnsigned());
      default -> GovernorDecoder.decode(type, at, in);
    };
  }

  private static LedgerEntry started(long at, EntryInput in) throws CorruptEntryException {
    return new LedgerEntry.Started(
        at,
        in.readUnsigned(),
        in.readText(),
        in.readText(),
        in.readText(),
        in.readText(),
        in.readText());
  }

  private LedgerEntry resources(long at, EntryInput in) throws CorruptEntryException {
    int count = in.readCount();
    List<ResourceName> table = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String name = in.readText();
      String unit = in.readText();
      int flags = in.readByte();
      table.add(new ResourceName(name, unit, (flags & GAUGE) != 0, (flags & NO_SUM) == 0));
    }
    resources = List.copyOf(table);
    return new LedgerEntry.Resources(at, resources);
  }

  private static LedgerEntry accountOpened(long at, EntryInput in) throws CorruptEntryException {
    int account = in.readIndex();
    String id = in.readText();
    return new LedgerEntry.AccountOpened(at, account, id, in.readOptionalText());
  }

  private static LedgerEntry processEnded(long at, EntryInput in) throws CorruptEntryException {
    return new LedgerEntry.ProcessEnded(
        at, in.readIndex(), in.readUnsigned(), (int) in.readSigned(), in.readUnsigned());
  }

  private static @Nullable LedgerEntry coverage(long at, EntryInput in)
      throws CorruptEntryException {
    int count = in.readCount();
    List<HookState> hooks = new ArrayList<>(count);
    HookState.State[] states = HookState.State.values();
    for (int i = 0; i < count; i++) {
      String area = in.readText();
      String hook = in.readText();
      int state = in.readByte();
      if (state >= states.length) {
        return null;
      }
      hooks.add(new HookState(area, hook, states[state], in.readText()));
    }
    return new LedgerEntry.Coverage(at, hooks, in.readTexts(), in.readTexts());
  }

  private static @Nullable LedgerEntry hotSpots(long at, EntryInput in)
      throws CorruptEntryException {
    int account = in.readIndex();
    int subject = in.readByte();
    HotSpots.Subject[] subjects = HotSpots.Subject.values();
    if (subject >= subjects.length) {
      return null;
    }
    int count = in.readCount();
    List<HotSpot> spots = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      spots.add(new HotSpot(in.readText(), in.readIndex()));
    }
    return new HotSpots(at, account, subjects[subject], spots);
  }

  private static List<Delta> deltas(EntryInput in) throws CorruptEntryException {
    int count = in.readCount();
    List<Delta> deltas = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      deltas.add(new Delta(in.readResource(), in.readSigned(), in.readSigned(), in.readSigned()));
    }
    return deltas;
  }

  private static List<HostUse> hostUses(EntryInput in) throws CorruptEntryException {
    int count = in.readCount();
    List<HostUse> uses = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      uses.add(new HostUse(in.readResource(), in.readSigned()));
    }
    return uses;
  }
}
