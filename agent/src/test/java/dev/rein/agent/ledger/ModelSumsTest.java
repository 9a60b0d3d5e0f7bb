package dev.rein.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.ModelEntry.ModelCalled;
import dev.rein.agent.ledger.ModelEntry.ModelTotals;
import dev.rein.agent.ledger.ModelEntry.ToolCalled;
import dev.rein.agent.ledger.ModelEntry.ToolTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class ModelSumsTest {
  private static final long DAY = 86_400_000;

  private final ModelSums sums = new ModelSums(new ModelSums.Room());

  private static ModelCalled call(long at, String model, int status, long tokens, long cost) {
    return new ModelCalled(
        at, 1, "openai", model, status, tokens, tokens, 0, 0, cost, 5, false, status == 0);
  }

  private long sum(ToLongFunction<ModelTotals> field) {
    return sums.models(0, 1).stream().mapToLong(field).sum();
  }

  @Test
  void callsAddUpByModelAndDay() {
    sums.add(call(DAY - 1, "a", 200, 10, 7));
    sums.add(call(DAY, "a", 200, 20, 8));
    sums.add(call(DAY, "a", 0, 5, -1));
    sums.add(call(DAY, "a", 429, 0, -1));
    sums.add(new ToolCalled(DAY, 1, "search", false, 3));
    sums.add(new ToolCalled(DAY, 1, "search", true, 3));

    assertThat(sums.models(9, 1))
        .containsExactly(
            new ModelTotals(9, 1, "openai", "a", 0, 1, 0, 10, 10, 0, 0, 7, 0, 0),
            new ModelTotals(9, 1, "openai", "a", 1, 3, 2, 25, 25, 0, 0, 8, 1, 1));
    assertThat(sums.tools(9, 1)).containsExactly(new ToolTotals(9, 1, "search", 2, 1));
  }

  @Test
  void whatIsPastTheBoundIsUnderOtherAndStillCounts() {
    for (int i = 0; i < 20_000; i++) {
      sums.add(call(DAY * (i % 7), "model-" + i, 200, 1, 3));
      sums.add(new ToolCalled(0, 1, "tool-" + i, false, 0));
    }

    assertThat(sums.models(0, 1)).hasSizeBetween(1_001, 1_010);
    assertThat(sum(ModelTotals::calls)).isEqualTo(20_000);
    assertThat(sum(ModelTotals::picoDollars)).isEqualTo(60_000);
    assertThat(sums.models(0, 1)).anyMatch(row -> row.model().equals(ModelSums.OTHER));
    assertThat(sums.tools(0, 1)).hasSize(201);
    assertThat(sums.tools(0, 1).stream().mapToLong(ToolTotals::calls).sum()).isEqualTo(20_000);
  }

  @Test
  void allAccountsOfALedgerShareTheirRoom() {
    ModelSums.Room room = new ModelSums.Room();
    List<ModelSums> all = new ArrayList<>();
    for (int account = 0; account < 100; account++) {
      ModelSums one = new ModelSums(room);
      for (int i = 0; i < 500; i++) {
        one.add(call(DAY * i, "model-" + i, 200, 1, 1));
      }
      all.add(one);
    }

    assertThat(all.stream().mapToInt(one -> one.models(0, 1).size()).sum()).isLessThan(5_101);
    assertThat(all)
        .allMatch(one -> one.models(0, 1).stream().mapToLong(ModelTotals::calls).sum() == 500);
  }

  @Test
  void itBeginsAnewAndTakesWhatWas() {
    sums.add(call(0, "a", 200, 10, 7));
    sums.clear();
    assertThat(sums.isEmpty()).isTrue();

    ModelTotals before = new ModelTotals(9, 1, "x", "b", 3, 4, 1, 5, 6, 1, 1, 9, 2, 1);
    sums.set(before);
    sums.set(before);

    assertThat(sums.models(9, 1)).containsExactly(before);
  }

  @Test
  void noNumberOverflows() {
    sums.add(call(0, "a", 200, Long.MAX_VALUE, Long.MAX_VALUE));
    sums.add(call(0, "a", 200, Long.MAX_VALUE, Long.MAX_VALUE));

    assertThat(sum(ModelTotals::picoDollars)).isEqualTo(Long.MAX_VALUE);
    assertThat(sum(ModelTotals::input)).isEqualTo(Long.MAX_VALUE);
  }
}
