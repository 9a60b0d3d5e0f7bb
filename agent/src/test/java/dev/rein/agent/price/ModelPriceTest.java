package dev.rein.agent.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.price.ModelPrice.Rate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What calls cost is exact, whatever is added up, and never overflows. */
final class ModelPriceTest {
  /** $3, $15, $0.30 and $3.75 for a million tokens. */
  private static final ModelPrice FLAT =
      price(new Rate(0, 3_000_000, 15_000_000, 300_000, 3_750_000));

  private static ModelPrice price(Rate... rates) {
    return new ModelPrice("anthropic", "claude", List.of(rates), 0);
  }

  @Test
  void eachKindOfTokenHasItsOwnPrice() {
    assertThat(FLAT.cost(1_000_000, 0, 0, 0)).isEqualTo(3_000_000_000_000L);
    assertThat(FLAT.cost(0, 1_000_000, 0, 0)).isEqualTo(15_000_000_000_000L);
    assertThat(FLAT.cost(1_000_000, 0, 1_000_000, 0)).isEqualTo(300_000_000_000L);
    assertThat(FLAT.cost(1_000_000, 0, 0, 1_000_000)).isEqualTo(3_750_000_000_000L);
    // 700 plain, 200 cached, 100 written, 50 out.
    assertThat(FLAT.cost(1_000, 50, 200, 100))
        .isEqualTo(700 * 3_000_000L + 200 * 300_000L + 100 * 3_750_000L + 50 * 15_000_000L);
  }

  @Test
  void moreCachedThanReadIsNoReasonForANegativeCost() {
    assertThat(FLAT.cost(100, 0, 1_000, 0)).isEqualTo(100 * 300_000L);
    assertThat(FLAT.cost(100, 0, 60, 60)).isEqualTo(60 * 300_000L + 40 * 3_750_000L);
    assertThat(FLAT.cost(-1, -1, -1, -1)).isZero();
    assertThat(FLAT.cost(10, 0, -5, -5)).isEqualTo(10 * 3_000_000L);
  }

  @Test
  void aLargePromptHasAllItsTokensAtTheStepsPrice() {
    ModelPrice steps =
        price(
            new Rate(0, 1_250_000, 10_000_000, 125_000, 1_250_000),
            new Rate(200_000, 2_500_000, 15_000_000, 250_000, 2_500_000));
    assertThat(steps.cost(200_000, 10, 0, 0)).isEqualTo(200_000 * 1_250_000L + 100_000_000L);
    assertThat(steps.cost(200_001, 10, 0, 0)).isEqualTo(200_001 * 2_500_000L + 150_000_000L);
    assertThat(steps.cost(300_000, 0, 300_000, 0)).isEqualTo(300_000 * 250_000L);
  }

  @Test
  void theMostThatACallCanCostIsNeverLessThanWhatItCosts() {
    ModelPrice steps =
        price(
            new Rate(0, 1_250_000, 10_000_000, 125_000, 1_500_000),
            new Rate(200_000, 1_000_000, 15_000_000, 250_000, 2_500_000));
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      long input = random.nextInt(400_000);
      long output = random.nextInt(10_000);
      long cached = random.nextInt(400_000);
      long written = random.nextInt(400_000);
      assertThat(steps.most(input, output))
          .isGreaterThanOrEqualTo(steps.cost(input, output, cached, written));
      assertThat(steps.most(input + 5, output + 5))
          .isGreaterThanOrEqualTo(steps.cost(input, output, cached, written));
    }
  }

  @Test
  void whatIsTooMuchStaysTheMostThatCanBeSaid() {
    assertThat(FLAT.cost(Long.MAX_VALUE, Long.MAX_VALUE, 0, 0)).isEqualTo(Long.MAX_VALUE);
    assertThat(FLAT.most(Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(FLAT.cost(4_000_000_000_000L, 0, 0, 0)).isEqualTo(Long.MAX_VALUE);
    assertThat(price(new Rate(0, 0, 0, 0, 0)).cost(Long.MAX_VALUE, 1, 1, 1)).isZero();
  }

  @Test
  void aMillionCallsSumUpToTheMicrodollar() {
    ModelPrice odd = price(new Rate(0, 37_500, 150_000, 2_800, 4_687));
    CostRemainder remainder = new CostRemainder();
    Random random = new Random(42);
    BigDecimal exact = BigDecimal.ZERO;
    long charged = 0;
    for (int i = 0; i < 1_000_000; i++) {
      int input = random.nextInt(5_000);
      int cached = random.nextInt(input + 1);
      int output = random.nextInt(800);
      long cost = odd.cost(input, output, cached, 0);
      charged += remainder.add(cost);
      exact =
          exact
              .add(dollars("0.0375").multiply(BigDecimal.valueOf(input - cached)))
              .add(dollars("0.0028").multiply(BigDecimal.valueOf(cached)))
              .add(dollars("0.15").multiply(BigDecimal.valueOf(output)));
    }
    BigDecimal sum =
        BigDecimal.valueOf(charged, 6).add(BigDecimal.valueOf(remainder.picodollars(), 12));
    assertThat(sum).isEqualByComparingTo(exact);
    assertThat(remainder.picodollars()).isBetween(0L, 999_999L);
  }

  private static BigDecimal dollars(String forAMillion) {
    return new BigDecimal(forAMillion).movePointLeft(6);
  }

  @Test
  void manyThreadsLoseNothingBetweenThem() throws InterruptedException {
    CostRemainder remainder = new CostRemainder();
    long[] charged = new long[4];
    Thread[] threads = new Thread[charged.length];
    for (int t = 0; t < threads.length; t++) {
      int at = t;
      threads[t] =
          new Thread(
              () -> {
                for (int i = 0; i < 100_000; i++) {
                  charged[at] += remainder.add(333_333 + at);
                }
              });
      threads[t].start();
    }
    long sum = 0;
    for (int t = 0; t < threads.length; t++) {
      threads[t].join();
      sum += charged[t];
    }
    long expected = 100_000L * (4 * 333_333 + 6);
    assertThat(sum * Picodollars.OF_A_MICRODOLLAR + remainder.picodollars()).isEqualTo(expected);
  }

  @Test
  void unknownAndLargeCostsAreCharged() {
    CostRemainder remainder = new CostRemainder();
    assertThat(remainder.add(-1)).isZero();
    assertThat(remainder.add(999_999)).isZero();
    assertThat(remainder.add(1)).isEqualTo(1);
    assertThat(remainder.add(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE / 1_000_000);
  }

  @Test
  void moneyIsTextWithNothingRounded() {
    assertThat(Picodollars.text(0)).isEqualTo("$0");
    assertThat(Picodollars.text(123_000_000)).isEqualTo("$0.000123");
    assertThat(Picodollars.text(1)).isEqualTo("$0.000000000001");
    assertThat(Picodollars.text(2_500_000_000_000L)).isEqualTo("$2.5");
    assertThat(Picodollars.text(-1)).isEqualTo("unknown");
  }
}
