package dev.rein.agent.ledger;

import dev.rein.agent.ledger.EntryInput.CorruptEntryException;
import dev.rein.agent.ledger.LifecycleEntry.Cleaned;
import dev.rein.agent.ledger.LifecycleEntry.LeftOpen;
import org.jspecify.annotations.Nullable;

/** Writes and reads the entries about what was started and not stopped. */
final class LifecycleCodec {
  private static final int LONG_LIVED = 1;

  private LifecycleCodec() {}

  static void encode(LeftOpen open, EntryOutput out) {
    out.writeHeader(EntryType.LEFT_OPEN, open.at());
    out.writeUnsigned(open.account());
    out.writeUnsigned(open.number());
    out.writeByte(open.stage().ordinal());
    out.writeByte(open.kind().ordinal());
    out.writeByte(open.longLived() ? LONG_LIVED : 0);
    out.writeUnsigned(open.id());
    out.writeText(open.name());
    out.writeSigned(open.started());
    out.writeText(open.where());
    out.writeText(open.thread());
  }

  static void encode(Cleaned cleaned, EntryOutput out) {
    out.writeHeader(EntryType.CLEANED, cleaned.at());
    out.writeUnsigned(cleaned.account());
    out.writeUnsigned(cleaned.number());
    out.writeByte(cleaned.result().ordinal());
    out.writeText(cleaned.what());
    out.writeText(cleaned.failure());
  }

  /** Null when it is of a stage or kind that this Rein does not know. */
  static @Nullable LedgerEntry leftOpen(long at, EntryInput in) throws CorruptEntryException {
    int account = in.readIndex();
    long number = in.readUnsigned();
    int stage = in.readByte();
    int kind = in.readByte();
    LeftOpen.Stage[] stages = LeftOpen.Stage.values();
    LeftOpen.Kind[] kinds = LeftOpen.Kind.values();
    if (stage >= stages.length || kind >= kinds.length) {
      return null;
    }
    boolean longLived = (in.readByte() & LONG_LIVED) != 0;
    return new LeftOpen(
        at,
        account,
        number,
        stages[stage],
        kinds[kind],
        in.readUnsigned(),
        in.readText(),
        in.readSigned(),
        in.readText(),
        in.readText(),
        longLived);
  }

  /** Null when it is of a result that this Rein does not know. */
  static @Nullable LedgerEntry cleaned(long at, EntryInput in) throws CorruptEntryException {
    int account = in.readIndex();
    long number = in.readUnsigned();
    int result = in.readByte();
    Cleaned.Result[] results = Cleaned.Result.values();
    return result >= results.length
        ? null
        : new Cleaned(at, account, number, results[result], in.readText(), in.readText());
  }
}
