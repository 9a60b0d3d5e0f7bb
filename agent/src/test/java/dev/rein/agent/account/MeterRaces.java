package dev.rein.agent.account;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIJ_Result;

/** What may come of threads that race for the last of a budget; run by {@link RacesTest}. */
public final class MeterRaces {
  private static final long FAR = 100_000;
  private static final long NO_MARK = Long.MAX_VALUE;

  private MeterRaces() {}

  private static int take(Meter meter, long amount, long bound) {
    return meter.tryAdd(amount, bound, NO_MARK) == Meter.EXCEEDED ? 0 : 1;
  }

  /** A meter of which one is used, and on which a thread has taken more ahead of use. */
  private static Meter withCredit() {
    Meter meter = new Meter(false);
    Credits unused = meter.sharedCredits();
    long used = meter.tryAdd(1, FAR, NO_MARK);
    if (used != Meter.FAR) {
      throw new IllegalStateException("no credit was taken");
    }
    return meter;
  }

  /** Both want the last one. */
  @JCStressTest
  @Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "the first has it")
  @Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "the second has it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both, nobody, or a wrong sum")
  @State
  public static class LastOne {
    private final Meter meter = new Meter(false);

    @Actor
    public void first(IIJ_Result result) {
      result.r1 = take(meter, 1, 1);
    }

    @Actor
    public void second(IIJ_Result result) {
      result.r2 = take(meter, 1, 1);
    }

    @Arbiter
    public void sum(IIJ_Result result) {
      result.r3 = meter.used();
    }
  }

  /** There are as many as both want. */
  @JCStressTest
  @Outcome(id = "1, 1, 2", expect = Expect.ACCEPTABLE, desc = "each has one")
  @Outcome(expect = Expect.FORBIDDEN, desc = "one was refused too early, or a wrong sum")
  @State
  public static class Enough {
    private final Meter meter = new Meter(false);

    @Actor
    public void first(IIJ_Result result) {
      result.r1 = take(meter, 1, 2);
    }

    @Actor
    public void second(IIJ_Result result) {
      result.r2 = take(meter, 1, 2);
    }

    @Arbiter
    public void sum(IIJ_Result result) {
      result.r3 = meter.used();
    }
  }

  /** One spends credit while the other calls it in for all that is left, and one more. */
  @JCStressTest
  @Outcome(id = "1, 0, 2", expect = Expect.ACCEPTABLE, desc = "the first was before")
  @Outcome(id = "0, 1, 100000", expect = Expect.ACCEPTABLE, desc = "the second was before")
  @Outcome(expect = Expect.FORBIDDEN, desc = "past the bound, or a wrong sum")
  @State
  public static class LastOneOfCredit {
    private final Meter meter = withCredit();

    @Actor
    public void first(IIJ_Result result) {
      result.r1 = take(meter, 1, FAR);
    }

    @Actor
    public void second(IIJ_Result result) {
      result.r2 = take(meter, FAR - 1, FAR);
    }

    @Arbiter
    public void sum(IIJ_Result result) {
      result.r3 = meter.used();
    }
  }

  /** One spends credit while the other calls it in; together they use the bound up. */
  @JCStressTest
  @Outcome(id = "1, 1, 100000", expect = Expect.ACCEPTABLE, desc = "both have theirs")
  @Outcome(expect = Expect.FORBIDDEN, desc = "one was refused too early, or a wrong sum")
  @State
  public static class EnoughWithCredit {
    private final Meter meter = withCredit();

    @Actor
    public void first(IIJ_Result result) {
      result.r1 = take(meter, 1, FAR);
    }

    @Actor
    public void second(IIJ_Result result) {
      result.r2 = take(meter, FAR - 2, FAR);
    }

    @Arbiter
    public void sum(IIJ_Result result) {
      result.r3 = meter.used();
    }
  }
}
