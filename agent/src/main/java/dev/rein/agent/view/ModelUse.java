package dev.rein.agent.view;

import dev.rein.agent.ledger.ModelEntry.ModelTotals;
import dev.rein.agent.ledger.ModelEntry.ToolTotals;
import dev.rein.agent.ledger.ModelSums;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of models and tools by an account, and by those below it, come to. Immutable.
 *
 * @param models a row for each model and day, the latest day first
 * @param tools those called most first
 */
public record ModelUse(List<ModelTotals> models, List<ToolTotals> tools) {
  private static final ModelUse NONE = new ModelUse(List.of(), List.of());

  /** Deeper than agents are nested; a bound for broken ledgers, which may go in circles. */
  private static final int MAX_DEPTH = 64;

  private static final Comparator<ModelTotals> DEAREST =
      Comparator.comparingLong(ModelTotals::picoDollars)
          .thenComparingLong(ModelTotals::input)
          .reversed()
          .thenComparing(ModelTotals::provider)
          .thenComparing(ModelTotals::model);

  public ModelUse {
    models = List.copyOf(models);
    tools = List.copyOf(tools);
  }

  /** That of each account of a ledger. */
  public static final class All {
    private final Map<AccountState, ModelUse> uses = new HashMap<>();

    private All() {}

    public ModelUse of(AccountState account) {
      return uses.getOrDefault(account, NONE);
    }
  }

  /** That of an account alone, without those below it. */
  public static ModelUse own(AccountState account) {
    return account.calls().isEmpty() ? NONE : of(account.calls());
  }

  /** What all accounts of a ledger have come to by now. */
  public static All all(LedgerState content) {
    Map<String, AccountState> byId = new HashMap<>();
    content.accounts().forEach(account -> byId.putIfAbsent(account.id(), account));
    Map<AccountState, ModelSums> sums = new HashMap<>();
    for (AccountState account : content.accounts()) {
      if (!account.calls().isEmpty()) {
        AccountState one = account;
        for (int depth = 0; one != null && depth < MAX_DEPTH; depth++) {
          add(account.calls(), sums.computeIfAbsent(one, fresh -> alone()));
          String parent = one.parent();
          one = parent == null ? null : byId.get(parent);
        }
      }
    }
    All all = new All();
    sums.forEach((account, one) -> all.uses.put(account, of(one)));
    return all;
  }

  private static ModelSums alone() {
    return new ModelSums(new ModelSums.Room());
  }

  private static void add(ModelSums from, ModelSums to) {
    from.models(0, 0).forEach(to::add);
    from.tools(0, 0).forEach(to::add);
  }

  private static ModelUse of(ModelSums sums) {
    return new ModelUse(
        sums.models(0, 0).stream()
            .sorted(Comparator.comparingLong(ModelTotals::day).reversed().thenComparing(DEAREST))
            .toList(),
        sums.tools(0, 0).stream()
            .sorted(
                Comparator.comparingLong(ToolTotals::calls)
                    .reversed()
                    .thenComparing(ToolTotals::tool))
            .toList());
  }

  public boolean isEmpty() {
    return models.isEmpty() && tools.isEmpty();
  }

  /** A row for each model, the dearest first; its day is the last one. */
  public List<ModelTotals> byModel() {
    ModelSums sums = alone();
    for (ModelTotals row : models) {
      sums.add(on(row, row.provider(), row.model(), 0));
    }
    return sums.models(0, 0).stream().sorted(DEAREST).toList();
  }

  /** A row for each day, the earliest first; its model is of no name. */
  public List<ModelTotals> byDay() {
    ModelSums sums = alone();
    for (ModelTotals row : models) {
      sums.add(on(row, "", "", row.day()));
    }
    return sums.models(0, 0).stream().sorted(Comparator.comparingLong(ModelTotals::day)).toList();
  }

  private static ModelTotals on(ModelTotals row, String provider, String model, long day) {
    return new ModelTotals(
        0,
        0,
        provider,
        model,
        day,
        row.calls(),
        row.failed(),
        row.input(),
        row.output(),
        row.cached(),
        row.cacheWritten(),
        row.picoDollars(),
        row.unpriced(),
        row.estimated());
  }

  /** In dollars, of all days. */
  public BigDecimal cost() {
    return cost(row -> true);
  }

  /**
   * In dollars.
   *
   * @param day since 1970, UTC
   */
  public BigDecimal costOf(long day) {
    return cost(row -> row.day() == day);
  }

  private BigDecimal cost(Predicate<ModelTotals> wanted) {
    return models.stream()
        .filter(wanted)
        .map(row -> Money.of(row.picoDollars()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** A field's sum over all rows; at most the largest number. */
  public long sum(ToLongFunction<ModelTotals> field) {
    long sum = 0;
    for (ModelTotals row : models) {
      sum += field.applyAsLong(row);
      if (sum < 0) {
        return Long.MAX_VALUE;
      }
    }
    return sum;
  }

  /** {@code 2026-11-29}; null for a day that no calendar has. */
  public static @Nullable String date(long day) {
    boolean known = Math.abs(day) < 3_000_000;
    return known ? LocalDate.ofEpochDay(day).toString() : null;
  }

  /** {@code openai gpt-4o-mini}. */
  public static String name(ModelTotals row) {
    String model = row.model().isEmpty() ? "a model that is not known" : row.model();
    return row.provider().isEmpty() ? model : row.provider() + " " + model;
  }
}
