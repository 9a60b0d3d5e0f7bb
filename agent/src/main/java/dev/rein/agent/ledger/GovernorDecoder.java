package dev.rein.agent.ledger;

import dev.rein.agent.ledger.EntryInput.CorruptEntryException;
import dev.rein.agent.ledger.LedgerEntry.Approval;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent;
import org.jspecify.annotations.Nullable;

/** The counterpart of {@link GovernorEncoder}. */
final class GovernorDecoder {
  private GovernorDecoder() {}

  /** The entry, or null when it is of a type that this Rein does not know. */
  static @Nullable LedgerEntry decode(int type, long at, EntryInput in)
      throws CorruptEntryException {
    return switch (type) {
      case EntryType.LIMIT_SET ->
          new LedgerEntry.LimitSet(
              at,
              in.readIndex(),
              in.readResource(),
              in.readText(),
              in.readSigned(),
              in.readSigned(),
              in.readText());
      case EntryType.LIMIT_EVENT -> limitEvent(at, in);
      case EntryType.PHASE_CHANGED ->
          new LedgerEntry.PhaseChanged(
              at, in.readIndex(), in.readText(), in.readText(), in.readText());
      case EntryType.GRANTED ->
          new LedgerEntry.Granted(
              at, in.readIndex(), in.readResource(), in.readText(), in.readSigned());
      case EntryType.CONTROLLED ->
          new LedgerEntry.Controlled(
              at, in.readIndex(), in.readText(), in.readText(), in.readText());
      case EntryType.POLICY_CHANGED ->
          new LedgerEntry.PolicyChanged(
              at, in.readText(), in.readText(), in.readByte() == 1, in.readText());
      case EntryType.DELIVERED ->
          new LedgerEntry.Delivered(
              at, in.readIndex(), in.readText(), in.readText(), in.readTexts());
      case EntryType.APPROVAL -> approval(at, in);
      case EntryType.WAITING ->
          new LedgerEntry.Waiting(at, in.readIndex(), in.readUnsigned(), in.readText());
      case EntryType.JOB_CONTEXT -> new LedgerEntry.JobContext(at, in.readText(), in.readText());
      default -> ModelCodec.decode(type, at, in);
    };
  }

  private static @Nullable LedgerEntry limitEvent(long at, EntryInput in)
      throws CorruptEntryException {
    int account = in.readIndex();
    int kind = in.readByte();
    LimitEvent.Kind[] kinds = LimitEvent.Kind.values();
    if (kind >= kinds.length) {
      return null;
    }
    return new LimitEvent(
        at,
        account,
        kinds[kind],
        in.readResource(),
        in.readSigned(),
        in.readSigned(),
        in.readText());
  }

  private static @Nullable LedgerEntry approval(long at, EntryInput in)
      throws CorruptEntryException {
    int account = in.readIndex();
    long number = in.readUnsigned();
    int step = in.readByte();
    Approval.Step[] steps = Approval.Step.values();
    if (step >= steps.length) {
      return null;
    }
    return new Approval(
        at,
        account,
        number,
        steps[step],
        in.readText(),
        in.readText(),
        in.readText(),
        in.readText());
  }
}
