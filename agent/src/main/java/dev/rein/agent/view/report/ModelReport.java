package dev.rein.agent.view.report;

import dev.rein.agent.ledger.ModelEntry.ModelTotals;
import dev.rein.agent.ledger.ModelEntry.ToolTotals;
import dev.rein.agent.view.AccountState;
import dev.rein.agent.view.ModelUse;
import dev.rein.agent.view.Money;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What calls of models and tools came to, as a report has it.
 *
 * @param cost of all, in dollars with all their digits
 * @param models one for each model, the dearest first
 * @param days one for each day, UTC, the earliest first
 * @param accounts one for each account, with what those below it did
 * @param tools those called most first
 */
record ModelReport(
    String cost, List<Line> models, List<Line> days, List<Line> accounts, List<Tool> tools) {
  private static final int MOST = 200;

  /**
   * What some calls come to.
   *
   * @param name of the model, the day or the account
   * @param cost in dollars with all their digits
   * @param text the same as people read it
   * @param unpriced calls whose price is not known
   * @param estimated calls whose tokens are
   */
  record Line(
      String name,
      long calls,
      long failed,
      long inputTokens,
      long outputTokens,
      long cachedTokens,
      String cost,
      String text,
      long unpriced,
      long estimated) {}

  /** How often a tool was called. */
  record Tool(String name, long calls, long failed) {}

  /**
   * @param accounts in the order in which they are told, the JVM's first
   */
  static ModelReport of(ModelUse.All uses, List<AccountState> accounts) {
    List<Line> byAccount = new ArrayList<>();
    for (AccountState account : accounts) {
      ModelUse use = uses.of(account);
      if (!use.models().isEmpty() && byAccount.size() < MOST) {
        byAccount.add(line(account, use));
      }
    }
    ModelUse all =
        accounts.stream()
            .filter(account -> account.parent() == null)
            .findFirst()
            .map(uses::of)
            .orElse(new ModelUse(List.of(), List.of()));
    List<ModelTotals> days = all.byDay();
    return new ModelReport(
        Money.plain(all.cost()),
        all.byModel().stream().limit(MOST).map(row -> line(ModelUse.name(row), row)).toList(),
        days.stream()
            .skip(Math.max(0, days.size() - MOST))
            .map(row -> line(day(row.day()), row))
            .toList(),
        byAccount,
        all.tools().stream().limit(MOST).map(ModelReport::tool).toList());
  }

  private static String day(long day) {
    String date = ModelUse.date(day);
    return date == null ? "not known" : date;
  }

  private static Tool tool(ToolTotals row) {
    return new Tool(row.tool(), row.calls(), row.failed());
  }

  private static Line line(String name, ModelTotals row) {
    return new Line(
        name,
        row.calls(),
        row.failed(),
        row.input(),
        row.output(),
        row.cached(),
        Money.plain(Money.of(row.picoDollars())),
        text(Money.text(Money.of(row.picoDollars())), row.picoDollars() > 0, row.unpriced()),
        row.unpriced(),
        row.estimated());
  }

  private static Line line(AccountState account, ModelUse use) {
    @Nullable String parent = account.parent();
    long unpriced = use.sum(ModelTotals::unpriced);
    return new Line(
        account.id() + (parent == null ? "" : " below " + parent),
        use.sum(ModelTotals::calls),
        use.sum(ModelTotals::failed),
        use.sum(ModelTotals::input),
        use.sum(ModelTotals::output),
        use.sum(ModelTotals::cached),
        Money.plain(use.cost()),
        text(Money.text(use.cost()), use.cost().signum() > 0, unpriced),
        unpriced,
        use.sum(ModelTotals::estimated));
  }

  /** Nothing at all is not what a call costs whose price nobody knows. */
  private static String text(String money, boolean any, long unpriced) {
    return any || unpriced == 0 ? money : "not known";
  }
}
