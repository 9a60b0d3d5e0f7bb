package dev.rein.agent.ledger;

/**
 * The entries about language models and the tools that agents call. Names are a stranger's: they
 * are cut. Never a prompt or an answer.
 */
public sealed interface ModelEntry extends LedgerEntry, LedgerEntry.OfAccount {
  /**
   * A model was called, and the answer has ended.
   *
   * @param provider as OpenTelemetry's {@code gen_ai.provider.name} has it
   * @param status of the HTTP answer; 0 when there was none
   * @param input tokens of the prompt, those from a cache included
   * @param cached of these, how many came from the provider's cache
   * @param cacheWritten of the input, how many were put there
   * @param picoDollars what the call cost in 1e-12 US dollars; -1 when no price is known
   * @param millis from the request until the answer's end
   * @param streamed whether the answer came piece by piece
   * @param estimated whether the provider has told no numbers, as when the answer broke off
   */
  record ModelCalled(
      long at,
      int account,
      String provider,
      String model,
      int status,
      long input,
      long output,
      long cached,
      long cacheWritten,
      long picoDollars,
      long millis,
      boolean streamed,
      boolean estimated)
      implements ModelEntry {
    public ModelCalled {
      provider = BoundedText.name(provider);
      model = BoundedText.name(model);
      input = Math.max(0, input);
      output = Math.max(0, output);
      cached = Math.max(0, cached);
      cacheWritten = Math.max(0, cacheWritten);
      picoDollars = Math.max(-1, picoDollars);
      millis = Math.max(0, millis);
    }

    /** Whether there was no answer, or one that is none. */
    public boolean failed() {
      return status == 0 || status >= 400;
    }

    /** Whether it was of use, and nobody knows what it cost; a refused call costs nothing. */
    public boolean unpriced() {
      return picoDollars < 0 && !(failed() && input == 0 && output == 0);
    }
  }

  /**
   * What a provider has said about how much more it answers until its window begins anew.
   *
   * @param target scheme, host and port, of which some may be missing
   * @param kind {@code requests} or {@code tokens}
   * @param limit -1 when it was not said
   * @param remaining -1 when it was not said
   * @param resetMillis until the window begins anew; -1 when it was not said
   */
  record RateWindow(
      long at,
      int account,
      String target,
      String kind,
      long limit,
      long remaining,
      long resetMillis)
      implements ModelEntry {
    public RateWindow {
      target = BoundedText.name(target);
      kind = BoundedText.name(kind);
      limit = Math.max(-1, limit);
      remaining = Math.max(-1, remaining);
      resetMillis = Math.max(-1, resetMillis);
    }
  }

  /** An agent has called a tool. */
  record ToolCalled(long at, int account, String tool, boolean failed, long millis)
      implements ModelEntry {
    public ToolCalled {
      tool = BoundedText.name(tool);
      millis = Math.max(0, millis);
    }
  }

  /**
   * An agent calls a tool again and again with the same arguments.
   *
   * @param times in a row
   */
  record LoopNoticed(long at, int account, String tool, long times) implements ModelEntry {
    public LoopNoticed {
      tool = BoundedText.name(tool);
      times = Math.max(0, times);
    }
  }

  /**
   * What an account's calls of one model on one day come to. Within a {@link CarriedOver}: calls
   * themselves are not carried over.
   *
   * @param day UTC, in days since 1970
   * @param failed of the calls
   * @param unpriced calls whose price is not known
   * @param estimated calls whose tokens are
   */
  record ModelTotals(
      long at,
      int account,
      String provider,
      String model,
      long day,
      long calls,
      long failed,
      long input,
      long output,
      long cached,
      long cacheWritten,
      long picoDollars,
      long unpriced,
      long estimated)
      implements ModelEntry {
    public ModelTotals {
      provider = BoundedText.name(provider);
      model = BoundedText.name(model);
      calls = Math.max(0, calls);
      failed = Math.max(0, failed);
      input = Math.max(0, input);
      output = Math.max(0, output);
      cached = Math.max(0, cached);
      cacheWritten = Math.max(0, cacheWritten);
      picoDollars = Math.max(0, picoDollars);
      unpriced = Math.max(0, unpriced);
      estimated = Math.max(0, estimated);
    }
  }

  /** What an account's calls of one tool come to; within a {@link CarriedOver}. */
  record ToolTotals(long at, int account, String tool, long calls, long failed)
      implements ModelEntry {
    public ToolTotals {
      tool = BoundedText.name(tool);
      calls = Math.max(0, calls);
      failed = Math.max(0, failed);
    }
  }
}
