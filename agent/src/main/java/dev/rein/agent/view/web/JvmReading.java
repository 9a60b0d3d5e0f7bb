package dev.rein.agent.view.web;

import dev.rein.agent.ledger.LedgerMeta;
import dev.rein.agent.ledger.LedgerUnreadableException;
import dev.rein.agent.view.AccountState;
import dev.rein.agent.view.Event;
import dev.rein.agent.view.JvmView;
import dev.rein.agent.view.LedgerState;
import dev.rein.agent.view.ModelUse;
import dev.rein.agent.view.ResourceState;
import dev.rein.agent.view.Timeline;
import dev.rein.agent.view.web.Snapshot.Account;
import dev.rein.agent.view.web.Snapshot.Answers;
import dev.rein.agent.view.web.Snapshot.Call;
import dev.rein.agent.view.web.Snapshot.Jvm;
import dev.rein.agent.view.web.Snapshot.Line;
import dev.rein.agent.view.web.Snapshot.Use;
import dev.rein.agent.view.web.Snapshot.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One ledger that is read on, and what is published of it; belongs to the thread that reads. */
final class JvmReading implements AutoCloseable {
  private static final int MOST_ACCOUNTS = 500;
  private static final int MOST_ANSWERERS = 500;
  private static final int MOST_WINDOWS = 100;

  private final JvmView view;
  private final Map<List<String>, Answers> rateLimited = new LinkedHashMap<>();

  JvmReading(JvmView view) {
    this.view = view;
  }

  Jvm readOn(Consumer<Event> sink) throws LedgerUnreadableException {
    view.refresh(
        event -> {
          if (event.type().equals("http.rate_limited")) {
            count(event);
          }
          sink.accept(event);
        });
    return jvm();
  }

  private void count(Event event) {
    String account = String.valueOf(event.account());
    String target = String.valueOf(event.details().get("target"));
    List<String> key = List.of(account, target);
    Answers known = rateLimited.get(key);
    if (known != null || rateLimited.size() < MOST_ANSWERERS) {
      long count = known == null ? 1 : known.count() + 1;
      rateLimited.put(key, new Answers(account, target, count, event.timestamp()));
    }
  }

  List<String> remarks() {
    return view.remarks();
  }

  private Jvm jvm() {
    LedgerMeta meta = view.folder().meta();
    LedgerState content = view.content();
    ModelUse.All uses = ModelUse.all(content);
    List<Account> accounts = new ArrayList<>();
    for (AccountState account : content.accounts()) {
      if (accounts.size() < MOST_ACCOUNTS) {
        accounts.add(account(account, uses.of(account)));
      }
    }
    List<Call> calls =
        content.steering().approvals().stream()
            .map(
                one ->
                    new Call(
                        one.number(),
                        content.idOf(one.account()),
                        one.target(),
                        one.reason(),
                        one.price(),
                        Instant.ofEpochMilli(one.at())))
            .toList();
    return new Jvm(
        view.folder().path(),
        meta.pid(),
        meta.main(),
        view.state(),
        meta.started(),
        List.copyOf(accounts),
        calls,
        List.copyOf(rateLimited.values()),
        content.windows().all().stream()
            .limit(MOST_WINDOWS)
            .map(one -> new Window(content.idOf(one.account()), one))
            .toList(),
        content.routine(),
        content.steering().policy());
  }

  private Account account(AccountState account, ModelUse calls) {
    List<Use> uses = new ArrayList<>();
    account
        .resources()
        .forEach(
            (name, resource) -> {
              if (resource.isOfInterest()) {
                uses.add(use(account, name, resource));
              }
            });
    return new Account(
        account.id(),
        account.parent(),
        account.phase(),
        account.paused(),
        account.terminated(),
        account.waiting(),
        account.waitingFor(),
        List.copyOf(uses),
        calls,
        ModelUse.own(account));
  }

  private Use use(AccountState account, String name, ResourceState resource) {
    return new Use(
        name,
        resource.unit(),
        resource.isGauge(),
        resource.used(),
        resource.text(resource.used()),
        resource.denied(),
        resource.delayed(),
        resource.limits(),
        line(view.content().timelines().of(account.id(), name)));
  }

  private static @Nullable Line line(@Nullable Timeline timeline) {
    return timeline == null
        ? null
        : new Line(timeline.start(), timeline.span(), timeline.values(), timeline.peaks());
  }

  @Override
  public void close() {
    view.close();
  }
}
