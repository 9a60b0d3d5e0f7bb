package dev.rein.agent.ledger;

/** The part of {@link EntryEncoder} for limits, phases, and what people say to them. */
final class GovernorEncoder {
  private GovernorEncoder() {}

  static void encode(LedgerEntry entry, EntryOutput out) {
    if (entry instanceof LedgerEntry.LimitEvent event) {
      header(EntryType.LIMIT_EVENT, event, event.account(), out);
      out.writeByte(event.kind().ordinal());
      out.writeResource(event.resource());
      out.writeSigned(event.limit());
      out.writeSigned(event.used());
      out.writeText(event.target());
    } else if (entry instanceof LedgerEntry.Waiting waiting) {
      header(EntryType.WAITING, waiting, waiting.account(), out);
      out.writeUnsigned(waiting.calls());
      out.writeText(waiting.reason());
    } else if (entry instanceof LedgerEntry.PhaseChanged change) {
      header(EntryType.PHASE_CHANGED, change, change.account(), out);
      out.writeText(change.from());
      out.writeText(change.to());
      out.writeText(change.reason());
    } else if (entry instanceof LedgerEntry.LimitSet limit) {
      limitSet(limit, out);
    } else if (entry instanceof LedgerEntry.Granted granted) {
      header(EntryType.GRANTED, granted, granted.account(), out);
      out.writeResource(granted.resource());
      out.writeText(granted.kind());
      out.writeSigned(granted.amount());
    } else if (entry instanceof LedgerEntry.Delivered delivered) {
      header(EntryType.DELIVERED, delivered, delivered.account(), out);
      out.writeText(delivered.kind());
      out.writeText(delivered.description());
      out.writeTexts(delivered.artifacts());
    } else if (entry instanceof LedgerEntry.Approval approval) {
      approval(approval, out);
    } else if (entry instanceof LedgerEntry.Controlled controlled) {
      header(EntryType.CONTROLLED, controlled, controlled.account(), out);
      out.writeText(controlled.command());
      out.writeText(controlled.by());
      out.writeText(controlled.details());
    } else if (entry instanceof LedgerEntry.JobContext context) {
      out.writeHeader(EntryType.JOB_CONTEXT, context.at());
      out.writeText(context.job());
      out.writeText(context.tenant());
    } else if (entry instanceof LedgerEntry.PolicyChanged change) {
      policyChanged(change, out);
    }
  }

  private static void limitSet(LedgerEntry.LimitSet limit, EntryOutput out) {
    header(EntryType.LIMIT_SET, limit, limit.account(), out);
    out.writeResource(limit.resource());
    out.writeText(limit.kind());
    out.writeSigned(limit.limit());
    out.writeSigned(limit.warn());
    out.writeText(limit.action());
  }

  private static void approval(LedgerEntry.Approval approval, EntryOutput out) {
    header(EntryType.APPROVAL, approval, approval.account(), out);
    out.writeUnsigned(approval.number());
    out.writeByte(approval.step().ordinal());
    out.writeText(approval.target());
    out.writeText(approval.reason());
    out.writeText(approval.price());
    out.writeText(approval.by());
  }

  private static void policyChanged(LedgerEntry.PolicyChanged change, EntryOutput out) {
    out.writeHeader(EntryType.POLICY_CHANGED, change.at());
    out.writeText(change.source());
    out.writeText(change.mode());
    out.writeByte(change.accepted() ? 1 : 0);
    out.writeText(change.message());
  }

  private static void header(int type, LedgerEntry entry, int account, EntryOutput out) {
    out.writeHeader(type, entry.at());
    out.writeUnsigned(account);
  }
}
