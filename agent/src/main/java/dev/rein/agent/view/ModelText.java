package dev.rein.agent.view;

import dev.rein.agent.ledger.ModelEntry.ModelTotals;
import dev.rein.agent.ledger.ModelEntry.ToolTotals;
import dev.rein.agent.ledger.ModelSums;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What calls of models and tools come to, in words. */
public final class ModelText {
  private static final int MOST_TOOLS = 5;

  private ModelText() {}

  /** {@code 12 calls (1 failed), 3,400 tokens in (600 cached), 80 out}. */
  public static List<String> tokens(ModelUse use) {
    return present(
        count(use.sum(ModelTotals::calls), "call")
            + bracketed(use.sum(ModelTotals::failed), " failed"),
        number(use.sum(ModelTotals::input))
            + " tokens in"
            + bracketed(use.sum(ModelTotals::cached), " cached"),
        number(use.sum(ModelTotals::output)) + " out");
  }

  /**
   * {@code $1.20, $0.0123 of it today}.
   *
   * @param now in milliseconds since 1970; 0 when there is no today
   */
  public static List<String> money(ModelUse use, long now) {
    BigDecimal all = use.cost();
    BigDecimal today = now <= 0 ? all : use.costOf(ModelSums.day(now));
    boolean unknown = all.signum() == 0 && use.sum(ModelTotals::unpriced) > 0;
    return present(
        unknown ? "not known" : Money.text(all),
        today.compareTo(all) == 0 ? "" : Money.text(today) + " of it today");
  }

  /** {@code 2 calls without a known price, 1 call estimated}: how sure the rest is. */
  public static List<String> doubts(ModelUse use) {
    long unpriced = use.sum(ModelTotals::unpriced);
    long estimated = use.sum(ModelTotals::estimated);
    return present(
        unpriced == 0 ? "" : count(unpriced, "call") + " without a known price",
        estimated == 0 ? "" : count(estimated, "call") + " estimated");
  }

  /** {@code searchFlights 12, bookHotel 3 (1 failed)}: those called most. */
  public static List<String> tools(ModelUse use) {
    List<String> words = new ArrayList<>();
    for (ToolTotals tool : use.tools().subList(0, Math.min(MOST_TOOLS, use.tools().size()))) {
      words.add(
          Printable.of(tool.tool(), 24)
              + " "
              + number(tool.calls())
              + bracketed(tool.failed(), " failed"));
    }
    if (use.tools().size() > MOST_TOOLS) {
      words.add("and " + (use.tools().size() - MOST_TOOLS) + " more");
    }
    return words;
  }

  private static List<String> present(String... words) {
    return List.of(words).stream().filter(word -> !word.isEmpty()).toList();
  }

  private static String count(long count, String what) {
    return number(count) + " " + what + (count == 1 ? "" : "s");
  }

  private static String bracketed(long count, String what) {
    return count == 0 ? "" : " (" + number(count) + what + ")";
  }

  private static String number(long count) {
    return Amount.of(count, "count");
  }
}
