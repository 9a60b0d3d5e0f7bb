package dev.rein.agent.ledger;

import dev.rein.agent.ledger.EntryInput.CorruptEntryException;
import dev.rein.agent.ledger.ModelEntry.LoopNoticed;
import dev.rein.agent.ledger.ModelEntry.ModelCalled;
import dev.rein.agent.ledger.ModelEntry.ModelTotals;
import dev.rein.agent.ledger.ModelEntry.RateWindow;
import dev.rein.agent.ledger.ModelEntry.ToolCalled;
import dev.rein.agent.ledger.ModelEntry.ToolTotals;
import org.jspecify.annotations.Nullable;

/** Writes and reads the entries about models and tools. */
final class ModelCodec {
  private static final int STREAMED = 1;
  private static final int ESTIMATED = 2;

  private ModelCodec() {}

  static void encode(ModelEntry entry, EntryOutput out) {
    if (entry instanceof ModelCalled call) {
      called(call, out);
    } else if (entry instanceof RateWindow window) {
      header(EntryType.RATE_WINDOW, entry, out);
      out.writeText(window.target());
      out.writeText(window.kind());
      out.writeSigned(window.limit());
      out.writeSigned(window.remaining());
      out.writeSigned(window.resetMillis());
    } else if (entry instanceof ToolCalled call) {
      header(EntryType.TOOL_CALLED, entry, out);
      out.writeText(call.tool());
      out.writeByte(call.failed() ? 1 : 0);
      out.writeUnsigned(call.millis());
    } else if (entry instanceof LoopNoticed loop) {
      header(EntryType.LOOP_NOTICED, entry, out);
      out.writeText(loop.tool());
      out.writeUnsigned(loop.times());
    } else if (entry instanceof ModelTotals totals) {
      totals(totals, out);
    } else if (entry instanceof ToolTotals totals) {
      header(EntryType.TOOL_TOTALS, entry, out);
      out.writeText(totals.tool());
      out.writeUnsigned(totals.calls());
      out.writeUnsigned(totals.failed());
    }
  }

  private static void called(ModelCalled call, EntryOutput out) {
    header(EntryType.MODEL_CALLED, call, out);
    out.writeText(call.provider());
    out.writeText(call.model());
    out.writeUnsigned(call.status());
    out.writeUnsigned(call.input());
    out.writeUnsigned(call.output());
    out.writeUnsigned(call.cached());
    out.writeUnsigned(call.cacheWritten());
    out.writeSigned(call.picoDollars());
    out.writeUnsigned(call.millis());
    out.writeByte((call.streamed() ? STREAMED : 0) | (call.estimated() ? ESTIMATED : 0));
  }

  private static void totals(ModelTotals totals, EntryOutput out) {
    header(EntryType.MODEL_TOTALS, totals, out);
    out.writeText(totals.provider());
    out.writeText(totals.model());
    out.writeSigned(totals.day());
    out.writeUnsigned(totals.calls());
    out.writeUnsigned(totals.failed());
    out.writeUnsigned(totals.input());
    out.writeUnsigned(totals.output());
    out.writeUnsigned(totals.cached());
    out.writeUnsigned(totals.cacheWritten());
    out.writeUnsigned(totals.picoDollars());
    out.writeUnsigned(totals.unpriced());
    out.writeUnsigned(totals.estimated());
  }

  private static void header(int type, ModelEntry entry, EntryOutput out) {
    out.writeHeader(type, entry.at());
    out.writeUnsigned(entry.account());
  }

  /** The entry, or null when it is of a type that this Rein does not know. */
  static @Nullable LedgerEntry decode(int type, long at, EntryInput in)
      throws CorruptEntryException {
    return switch (type) {
      case EntryType.MODEL_CALLED -> called(at, in);
      case EntryType.RATE_WINDOW ->
          new RateWindow(
              at,
              in.readIndex(),
              in.readText(),
              in.readText(),
              in.readSigned(),
              in.readSigned(),
              in.readSigned());
      case EntryType.TOOL_CALLED ->
          new ToolCalled(at, in.readIndex(), in.readText(), in.readByte() == 1, in.readUnsigned());
      case EntryType.LOOP_NOTICED ->
          new LoopNoticed(at, in.readIndex(), in.readText(), in.readUnsigned());
      case EntryType.MODEL_TOTALS -> totals(at, in);
      case EntryType.TOOL_TOTALS ->
          new ToolTotals(at, in.readIndex(), in.readText(), in.readUnsigned(), in.readUnsigned());
      default -> null;
    };
  }

  private static ModelCalled called(long at, EntryInput in) throws CorruptEntryException {
    int account = in.readIndex();
    String provider = in.readText();
    String model = in.readText();
    int status = in.readIndex();
    long input = in.readUnsigned();
    long output = in.readUnsigned();
    long cached = in.readUnsigned();
    long cacheWritten = in.readUnsigned();
    long cost = in.readSigned();
    long millis = in.readUnsigned();
    int flags = in.readByte();
    return new ModelCalled(
        at,
        account,
        provider,
        model,
        status,
        input,
        output,
        cached,
        cacheWritten,
        cost,
        millis,
        (flags & STREAMED) != 0,
        (flags & ESTIMATED) != 0);
  }

  private static ModelTotals totals(long at, EntryInput in) throws CorruptEntryException {
    return new ModelTotals(
        at,
        in.readIndex(),
        in.readText(),
        in.readText(),
        in.readSigned(),
        in.readUnsigned(),
        in.readUnsigned(),
        in.readUnsigned(),
        in.readUnsigned(),
        in.readUnsigned(),
        in.readUnsigned(),
        in.readUnsigned(),
        in.readUnsigned(),
        in.readUnsigned());
  }
}
