package dev.rein.agent.view.terminal;

import dev.rein.agent.ledger.ModelEntry.ModelTotals;
import dev.rein.agent.ledger.ModelEntry.RateWindow;
import dev.rein.agent.view.AccountState;
import dev.rein.agent.view.Amount;
import dev.rein.agent.view.LedgerState;
import dev.rein.agent.view.ModelText;
import dev.rein.agent.view.ModelUse;
import dev.rein.agent.view.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** What an account's calls of models and tools come to, and what the providers still answer. */
final class ModelRows {
  private static final int MOST = 12;
  private static final int NAME = 34;
  private static final int CALLS = 8;
  private static final int TOKENS = 12;

  private final Look look;
  private final int width;

  ModelRows(Look look, int width) {
    this.look = look;
    this.width = width;
  }

  /** None at all where no model and no tool was called. */
  List<AttributedString> rows(AccountState account, LedgerState content, Instant now) {
    ModelUse use = ModelUse.all(content).of(account);
    List<AttributedString> lines = new ArrayList<>();
    if (use.isEmpty()) {
      return lines;
    }
    lines.add(look.title("models and money", false, width));
    if (!use.models().isEmpty()) {
      add(String.join(", ", ModelText.tokens(use)), lines);
      List<String> money = new ArrayList<>(ModelText.money(use, now.toEpochMilli()));
      money.addAll(ModelText.doubts(use));
      add(String.join(", ", money), lines);
      lines.add(look.line(row("  model", "calls", "in", "out", "cost"), look.dim(), width));
      List<ModelTotals> models = use.byModel();
      models.stream().limit(MOST).forEach(row -> add(row, lines));
      if (models.size() > MOST) {
        add("and " + (models.size() - MOST) + " more", lines);
      }
    }
    if (!use.tools().isEmpty()) {
      add("tools: " + String.join(", ", ModelText.tools(use)), lines);
    }
    content.windows().all().stream()
        .filter(window -> content.idOf(window.account()).equals(account.id()))
        .limit(MOST)
        .forEach(window -> add(left(window), lines));
    return lines;
  }

  private static String left(RateWindow window) {
    return window.target()
        + ": "
        + number(window.remaining())
        + " of "
        + number(window.limit())
        + " "
        + window.kind()
        + " left";
  }

  private static String number(long count) {
    return count < 0 ? "?" : Amount.of(count, "count");
  }

  private void add(String text, List<AttributedString> lines) {
    lines.add(look.line("  " + text, look.plain(), width));
  }

  private void add(ModelTotals row, List<AttributedString> lines) {
    String cost =
        row.picoDollars() == 0 && row.unpriced() > 0
            ? "not known"
            : Money.text(Money.of(row.picoDollars()));
    lines.add(
        look.line(
            row(
                "  " + ModelUse.name(row),
                number(row.calls()),
                number(row.input()),
                number(row.output()),
                cost),
            row.failed() > 0 ? look.ofPhase("warning") : look.plain(),
            width));
  }

  private String row(String name, String calls, String in, String out, String cost) {
    return look.cell(name, NAME)
        + look.right(calls, CALLS)
        + look.right(in, TOKENS)
        + look.right(out, TOKENS)
        + look.right(cost, TOKENS);
  }
}
