package dev.rein.agent.view.terminal;

import dev.rein.agent.view.AccountState;
import dev.rein.agent.view.Amount;
import dev.rein.agent.view.Event;
import dev.rein.agent.view.LedgerState;
import dev.rein.agent.view.LimitState;
import dev.rein.agent.view.Measured;
import dev.rein.agent.view.ResourceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** All that is known of one account. */
final class DetailsPane {
  private static final int MOST_EVENTS = 30;

  /** Resource, amount, share; the limit has what is left. */
  private static final int NAME = 24;

  private static final int AMOUNT = 11;

  private final Look look;
  private final Sparks sparks;
  private final int width;

  DetailsPane(Look look, Sparks sparks, int width) {
    this.look = look;
    this.sparks = sparks;
    this.width = width;
  }

  /** At most so many lines, the first a title. */
  List<AttributedString> lines(
      AccountState account,
      LedgerState content,
      Instant now,
      int offset,
      boolean focused,
      int height) {
    List<AttributedString> all = all(account, content, now);
    int room = Math.max(0, height - 1);
    int from = Math.min(offset, Math.max(0, all.size() - room));
    List<AttributedString> lines = new ArrayList<>();
    String more = focused && from + room < all.size() ? "  (down: more)" : "";
    lines.add(look.title(account.id() + ": " + StatusWord.of(account) + more, focused, width));
    lines.addAll(all.subList(from, Math.min(all.size(), from + room)));
    return lines;
  }

  private List<AttributedString> all(AccountState account, LedgerState content, Instant now) {
    List<AttributedString> lines = new ArrayList<>();
    about(account, now, lines);
    lines.add(heads());
    account.resources().entrySet().stream()
        .sorted(Comparator.comparing(one -> one.getValue().limits().isEmpty()))
        .forEach(one -> resource(one.getKey(), one.getValue(), lines));
    lines.addAll(new ModelRows(look, width).rows(account, content, now));
    lines.add(look.title("hot spots", false, width));
    lines.addAll(new HotSpotsPane(look, width).rows(account));
    lines.add(look.title("last events", false, width));
    EventsPane events = new EventsPane(look, width);
    List<Event> own =
        content.events().stream().filter(event -> account.id().equals(event.account())).toList();
    EventsPane.grouped(own.subList(Math.max(0, own.size() - MOST_EVENTS), own.size()))
        .forEach(one -> lines.add(events.line(one)));
    if (own.isEmpty()) {
      lines.add(look.line("  none", look.dim(), width));
    }
    calls(account, content, events, lines);
    return lines;
  }

  /** Apart from the events, of which they would leave none in sight. */
  private void calls(
      AccountState account, LedgerState content, EventsPane events, List<AttributedString> lines) {
    List<Event> own =
        content.routine().stream().filter(event -> account.id().equals(event.account())).toList();
    if (!own.isEmpty()) {
      lines.add(look.title("last calls of models and tools", false, width));
      EventsPane.grouped(own.subList(Math.max(0, own.size() - MOST_EVENTS), own.size()))
          .forEach(one -> lines.add(events.line(one)));
    }
  }

  private void about(AccountState account, Instant now, List<AttributedString> lines) {
    lines.add(
        new AttributedStringBuilder()
            .styled(
                look.ofPhase(account.phase()), look.fit("  phase " + account.phase(), width / 2))
            .append(
                look.fit(account.parent() == null ? "" : "  below " + account.parent(), width / 2))
            .toAttributedString());
    if (account.waiting() > 0) {
      add("  " + account.waiting() + " calls wait for " + account.waitingFor(), lines);
    }
    if (account.used(Measured.CPU_TIME) > 0) {
      String spent = Amount.spent(account.used(Measured.CPU_TIME));
      add("  cpu        " + look.right(spent, 10) + "  " + sparks.cpu(account), lines);
    }
    if (account.used(Measured.ALLOCATED) > 0) {
      String bytes = Amount.of(account.used(Measured.ALLOCATED), "bytes");
      add("  allocated  " + look.right(bytes, 10) + "  " + sparks.memory(account), lines);
    }
    for (Map.Entry<String, Long> kind : account.deliverables().entrySet()) {
      add("  delivered  " + kind.getValue() + " " + kind.getKey(), lines);
    }
    if (account.lastDelivery() > 0) {
      long age = Math.max(0, now.toEpochMilli() - account.lastDelivery());
      add("  the last one " + Amount.time(age) + " ago", lines);
    }
  }

  private void add(String line, List<AttributedString> lines) {
    lines.add(look.line(line, look.plain(), width));
  }

  private AttributedString heads() {
    String heads = look.cell("  resource", NAME) + look.right("used", AMOUNT) + "  limit";
    return look.line(heads, look.dim(), width);
  }

  private void resource(String name, ResourceState resource, List<AttributedString> lines) {
    if (!resource.isOfInterest()) {
      return;
    }
    String used = look.cell("  " + name, NAME) + look.right(resource.text(resource.used()), AMOUNT);
    String start = used;
    String below = " ".repeat(NAME + AMOUNT);
    if (resource.limits().isEmpty()) {
      lines.add(look.line(used, look.plain(), width));
    }
    for (LimitState limit : resource.limits()) {
      lines.add(limit(start, limit, resource));
      start = below;
    }
    String met = met(resource);
    if (!met.isEmpty()) {
      lines.add(look.line(below + met, look.ofPhase("warning"), width));
    }
  }

  private static String met(ResourceState resource) {
    return amount(resource.denied(), " refused") + amount(resource.delayed(), " held up");
  }

  private static String amount(long count, String what) {
    return count == 0 ? "" : "  " + Amount.of(count, "count") + what;
  }

  private AttributedString limit(String start, LimitState limit, ResourceState resource) {
    double part = Meter.part(limit, resource.used());
    String bar =
        part < 0 ? "" : look.bar(part, width < 100 ? 8 : 20) + look.right(Look.percent(part), 5);
    String words = " " + limit.kind() + " " + resource.text(limit.limit()) + " " + limit.action();
    String first = look.fit(start + "  ", width);
    String second = look.fit(bar, width - Look.columns(first));
    String third = look.fit(words, width - Look.columns(first) - Look.columns(second));
    return new AttributedStringBuilder()
        .append(first)
        .styled(look.ofPhase(part < 0 ? "normal" : Meter.phase(limit, resource.used())), second)
        .append(third)
        .toAttributedString();
  }
}
