package dev.rein.agent.view.terminal;

import dev.rein.agent.view.AccountState;
import dev.rein.agent.view.Amount;
import dev.rein.agent.view.Measured;
import dev.rein.agent.view.terminal.AccountRows.Row;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/** The accounts of a JVM, a line each: how it is, what it used, and the limit it is nearest to. */
final class AccountsPane {
  /** What the account's calls of models have cost. */
  static final String MONEY = "llm.cost";

  private static final int LEAST_NAME = 14;
  private static final int MOST_NAME = 48;
  private static final int DEEPEST_INDENT = 8;

  /** The columns, in the order in which they find room. */
  private enum Column {
    STATUS(17),
    METER(13),
    CPU(9),
    MONEY(10),
    REFUSED(8),
    LIMIT(18),
    MEMORY(11),
    CPU_TREND(Sparks.SPANS + 1),
    MEMORY_TREND(Sparks.SPANS + 1);

    private final int width;

    Column(int width) {
      this.width = width;
    }
  }

  private static final List<Column> SHOWN =
      List.of(
          Column.STATUS,
          Column.CPU,
          Column.CPU_TREND,
          Column.MEMORY,
          Column.MEMORY_TREND,
          Column.MONEY,
          Column.METER,
          Column.LIMIT,
          Column.REFUSED);

  private final Look look;
  private final Sparks sparks;
  private final int width;
  private final int name;
  private final List<Column> columns = new ArrayList<>();

  /**
   * @param money whether there is any: most programs call no model
   */
  AccountsPane(Look look, Sparks sparks, boolean money, int width) {
    this.look = look;
    this.sparks = sparks;
    this.width = width;
    int left = width - LEAST_NAME;
    for (Column column : Column.values()) {
      if (column == Column.MONEY && !money) {
        continue;
      }
      if (column.width > left) {
        break;
      }
      left -= column.width;
      columns.add(column);
    }
    this.name = Math.min(MOST_NAME, LEAST_NAME + Math.max(0, left));
  }

  /** At most so many lines, the first a title. */
  List<AttributedString> lines(ScreenState state, List<Row> rows, int height) {
    List<AttributedString> lines = new ArrayList<>();
    boolean focused = state.place().pane() == Pane.ACCOUNTS;
    String sorted = "accounts by " + state.sort().word();
    int room = Math.max(0, height - (height > 4 ? 2 : 1));
    int selected = AccountRows.placeOf(rows, state.place().account());
    int from = Math.max(0, Math.min(selected - room / 2, rows.size() - room));
    String part =
        rows.size() <= room
            ? ""
            : " (" + (from + 1) + " to " + (from + room) + " of " + rows.size() + ")";
    lines.add(look.title(filtered(sorted, state) + part, focused, width));
    if (height > 4) {
      lines.add(heads());
    }
    for (int i = from; i < Math.min(rows.size(), from + room); i++) {
      lines.add(line(rows.get(i), i == selected));
    }
    if (rows.isEmpty() && room > 0) {
      lines.add(look.line("  none", look.dim(), width));
    }
    return lines;
  }

  private static String filtered(String title, ScreenState state) {
    return state.filter().isEmpty() ? title : title + ", with \"" + state.filter() + "\"";
  }

  private AttributedString heads() {
    StringBuilder heads = new StringBuilder(look.cell("  account", name));
    for (Column column : SHOWN) {
      if (columns.contains(column)) {
        heads.append(head(column));
      }
    }
    return look.line(heads.toString(), look.dim(), width);
  }

  private String head(Column column) {
    return switch (column) {
      case STATUS -> look.cell(" state", column.width);
      case METER -> look.cell(" limit used", column.width);
      case CPU -> look.right("cpu", column.width);
      case REFUSED -> look.right("refused", column.width);
      case MONEY -> look.right("models", column.width);
      case MEMORY -> look.right("allocated", column.width);
      case LIMIT -> look.cell(" of", column.width);
      case CPU_TREND, MEMORY_TREND -> look.cell(" last minute", column.width);
    };
  }

  private AttributedString line(Row row, boolean selected) {
    AccountState account = row.account();
    String indent = " ".repeat(Math.min(DEEPEST_INDENT, 2 * row.depth()));
    String mark = selected ? (look.unicode() ? "▸ " : "> ") : "  ";
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.styled(
        selected ? look.chosen() : look.plain(), look.cell(mark + indent + shortName(row), name));
    for (Column column : SHOWN) {
      if (columns.contains(column)) {
        cell(column, account, selected, line);
      }
    }
    return line.toAttributedString();
  }

  private AttributedStyle style(AttributedStyle style, boolean selected) {
    return selected ? style.bold() : style;
  }

  /** The last part of {@code lead/coder} where it is below {@code lead}. */
  private static String shortName(Row row) {
    String id = row.account().id();
    String above = row.account().parent() + "/";
    boolean within = row.depth() > 0 && id.length() > above.length() && id.startsWith(above);
    return within ? id.substring(above.length()) : id;
  }

  private void cell(
      Column column, AccountState account, boolean selected, AttributedStringBuilder line) {
    AttributedStyle plain = style(look.plain(), selected);
    Meter meter = Meter.fullest(account);
    switch (column) {
      case STATUS ->
          line.styled(
              style(look.ofPhase(StatusWord.phase(account)), selected),
              look.cell(" " + StatusWord.of(account), column.width));
      case METER -> line.styled(style(full(meter), selected), look.cell(bar(meter), column.width));
      case CPU -> line.styled(plain, number(spent(account), column));
      case REFUSED -> line.styled(plain, number(refused(account), column));
      case MONEY -> line.styled(plain, number(spentOnModels(account), column));
      case MEMORY -> line.styled(plain, number(allocated(account), column));
      case LIMIT ->
          line.styled(plain, look.cell(meter == null ? "" : " " + meter.resource(), column.width));
      case CPU_TREND -> line.styled(plain, look.cell(" " + sparks.cpu(account), column.width));
      case MEMORY_TREND ->
          line.styled(plain, look.cell(" " + sparks.memory(account), column.width));
    }
  }

  private AttributedStyle full(@Nullable Meter meter) {
    return meter == null
        ? look.plain()
        : look.ofPhase(Meter.phase(meter.limit(), meter.state().used()));
  }

  private String bar(@Nullable Meter meter) {
    return meter == null
        ? ""
        : " " + look.bar(meter.part(), 7) + look.right(Look.percent(meter.part()), 5);
  }

  private String number(String text, Column column) {
    return look.right(text, column.width);
  }

  private static String spent(AccountState account) {
    long used = account.used(Measured.CPU_TIME);
    return used == 0 ? "" : Amount.spent(used);
  }

  private static String spentOnModels(AccountState account) {
    long used = account.used(MONEY);
    return used == 0 ? "" : Amount.of(used, "usd");
  }

  private static String allocated(AccountState account) {
    long used = account.used(Measured.ALLOCATED);
    return used == 0 ? "" : Amount.of(used, "bytes");
  }

  private static String refused(AccountState account) {
    long refusals = AccountRows.refusals(account);
    return refusals == 0 ? "" : Amount.of(refusals, "count");
  }
}
