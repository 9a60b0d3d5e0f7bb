package dev.rein.agent.account;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZJ_Result;

/** What may come of threads that race for a rate; run by {@link RacesTest}. */
public final class TokenBucketRaces {
  private static final long WINDOW = 1_000;

  private TokenBucketRaces() {}

  /** The rate brings one between two takers, one of whom comes a window later. */
  @JCStressTest
  @Outcome(id = "true, true, 0", expect = Expect.ACCEPTABLE, desc = "each has one")
  @Outcome(id = "false, true, 0", expect = Expect.ACCEPTABLE, desc = "the later one was before")
  @Outcome(expect = Expect.FORBIDDEN, desc = "too many or too few")
  @State
  public static class TwoMoments {
    private final TokenBucket bucket = new TokenBucket(1, WINDOW, 1, 0);

    @Actor
    public void first(ZZJ_Result result) {
      result.r1 = bucket.tryTake(1, 0);
    }

    @Actor
    public void second(ZZJ_Result result) {
      result.r2 = bucket.tryTake(1, WINDOW);
    }

    @Arbiter
    public void left(ZZJ_Result result) {
      result.r3 = bucket.available(WINDOW);
    }
  }

  /** Both want the last one. */
  @JCStressTest
  @Outcome(id = "true, false, 0", expect = Expect.ACCEPTABLE, desc = "the first has it")
  @Outcome(id = "false, true, 0", expect = Expect.ACCEPTABLE, desc = "the second has it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both or nobody")
  @State
  public static class LastOne {
    private final TokenBucket bucket = new TokenBucket(1, WINDOW, 1, 0);

    @Actor
    public void first(ZZJ_Result result) {
      result.r1 = bucket.tryTake(1, 0);
    }

    @Actor
    public void second(ZZJ_Result result) {
      result.r2 = bucket.tryTake(1, 0);
    }

    @Arbiter
    public void left(ZZJ_Result result) {
      result.r3 = bucket.available(0);
    }
  }

  /** Both find it full again between two whole ones, and the next is a whole one later. */
  @JCStressTest
  @Outcome(id = "true, false, 0", expect = Expect.ACCEPTABLE, desc = "the first has it")
  @Outcome(id = "false, true, 0", expect = Expect.ACCEPTABLE, desc = "the second has it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both or nobody, or the next comes early")
  @State
  public static class FullAgain {
    private static final long LATER = 2 * WINDOW + WINDOW / 2;
    private final TokenBucket bucket = new TokenBucket(1, WINDOW, 1, 0);

    @Actor
    public void first(ZZJ_Result result) {
      result.r1 = bucket.tryTake(1, LATER);
    }

    @Actor
    public void second(ZZJ_Result result) {
      result.r2 = bucket.tryTake(1, LATER);
    }

    @Arbiter
    public void left(ZZJ_Result result) {
      result.r3 = bucket.available(LATER + WINDOW - 1);
    }
  }

  /** One gives back while the other takes. */
  @JCStressTest
  @Outcome(id = "true, true, 1", expect = Expect.ACCEPTABLE, desc = "one is left")
  @Outcome(expect = Expect.FORBIDDEN, desc = "one was lost or won")
  @State
  public static class GivenBack {
    private final TokenBucket bucket = new TokenBucket(1, WINDOW, 2, 0);

    @Actor
    public void first(ZZJ_Result result) {
      result.r1 = bucket.tryTake(1, 0);
      bucket.giveBack(1);
    }

    @Actor
    public void second(ZZJ_Result result) {
      result.r2 = bucket.tryTake(1, 0);
    }

    @Arbiter
    public void left(ZZJ_Result result) {
      result.r3 = bucket.available(0);
    }
  }
}
