package dev.rein.agent.view.web;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.rein.agent.view.Amount;
import dev.rein.agent.view.LimitState;
import dev.rein.agent.view.ViewJson;
import dev.rein.agent.view.web.Snapshot.Account;
import dev.rein.agent.view.web.Snapshot.Call;
import dev.rein.agent.view.web.Snapshot.Jvm;
import dev.rein.agent.view.web.Snapshot.Line;
import dev.rein.agent.view.web.Snapshot.Told;
import dev.rein.agent.view.web.Snapshot.Use;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A snapshot in the JSON that {@code docs/serve.md} promises. */
final class Documents {
  private Documents() {}

  static <T> JsonArray list(Collection<T> all, Function<T, JsonElement> form) {
    JsonArray list = new JsonArray();
    all.forEach(one -> list.add(form.apply(one)));
    return list;
  }

  static JsonObject with(String name, JsonElement value) {
    JsonObject json = new JsonObject();
    json.add(name, value);
    return json;
  }

  static JsonObject jvm(Jvm jvm) {
    JsonObject json = new JsonObject();
    json.addProperty("pid", jvm.pid());
    json.addProperty("main", jvm.main());
    json.addProperty("state", jvm.state());
    json.addProperty("started", jvm.started().toString());
    json.addProperty("folder", jvm.folder().toString());
    return json;
  }

  /**
   * @param now the time whose day is today
   */
  static JsonObject agents(Jvm jvm, Instant now) {
    JsonObject json = jvm(jvm);
    json.add("policy", ViewJson.policy(jvm.policy()));
    json.add("accounts", list(jvm.accounts(), account -> account(account, now)));
    json.add("approvals", list(jvm.calls(), Documents::call));
    json.add("windows", ModelDocuments.windows(jvm));
    return json;
  }

  private static JsonObject account(Account account, Instant now) {
    JsonObject json = new JsonObject();
    json.addProperty("id", account.id());
    json.addProperty("parent", account.parent());
    json.addProperty("phase", account.phase());
    json.addProperty("paused", account.paused());
    json.addProperty("terminated", account.terminated());
    json.addProperty("waiting", account.waiting());
    json.addProperty("waitingFor", account.waitingFor().isEmpty() ? null : account.waitingFor());
    json.add("resources", list(account.uses(), Documents::use));
    json.add("money", ModelDocuments.money(account.calls(), now));
    return json;
  }

  private static JsonObject use(Use use) {
    JsonObject json = new JsonObject();
    json.addProperty("resource", use.resource());
    json.addProperty("unit", use.unit());
    json.addProperty("used", use.used());
    json.addProperty("text", use.text());
    json.addProperty("denied", use.denied());
    json.addProperty("delayed", use.delayed());
    json.add("limits", list(use.limits(), limit -> limit(limit, use.unit())));
    return json;
  }

  static JsonObject limit(LimitState limit, String unit) {
    JsonObject json = ViewJson.limit(limit);
    json.addProperty("text", Amount.of(limit.limit(), unit));
    json.addProperty("total", limit.isTotal());
    return json;
  }

  private static JsonObject call(Call call) {
    JsonObject json = new JsonObject();
    json.addProperty("number", call.number());
    json.addProperty("account", call.account());
    json.addProperty("target", call.target());
    json.addProperty("reason", call.reason());
    json.addProperty("price", call.price());
    json.addProperty("asked", call.asked().toString());
    return json;
  }

  /** Current, average and highest of each resource of each account. */
  static JsonObject summary(Jvm jvm) {
    JsonObject json = jvm(jvm);
    JsonArray sources = new JsonArray();
    for (Account account : jvm.accounts()) {
      for (Use use : account.uses()) {
        JsonObject source = new JsonObject();
        source.addProperty("account", account.id());
        source.addProperty("resource", use.resource());
        source.addProperty("unit", use.unit());
        source.addProperty("gauge", use.gauge());
        addFigures(source, use);
        sources.add(source);
      }
    }
    json.add("sources", sources);
    return json;
  }

  /** Of a level the level itself; of what only grows, how much of it in a second. */
  private static void addFigures(JsonObject source, Use use) {
    Line line = use.line();
    if (line == null) {
      source.addProperty("current", use.gauge() ? use.used() : 0);
      source.add("average", JsonNull.INSTANCE);
      source.add("peak", JsonNull.INSTANCE);
      source.addProperty("used", use.used());
      return;
    }
    double sum = 0;
    double peak = 0;
    double last = 0;
    double seconds = line.span() / 1000.0;
    for (int i = 0; i < line.values().length; i++) {
      double before = i == 0 ? 0 : line.values()[i - 1];
      last = use.gauge() ? line.values()[i] : (line.values()[i] - before) / seconds;
      sum += last;
      peak = Math.max(peak, use.gauge() ? line.peaks()[i] : last);
    }
    source.addProperty("current", use.gauge() ? use.used() : last);
    source.addProperty("average", sum / line.values().length);
    source.addProperty("peak", peak);
    source.addProperty("used", use.used());
  }

  static JsonObject point(Jvm jvm, Account account, Use use, Line line, int place) {
    JsonObject json = new JsonObject();
    json.addProperty("pid", jvm.pid());
    json.addProperty("account", account.id());
    json.addProperty("resource", use.resource());
    json.addProperty("at", Instant.ofEpochMilli(line.start() + line.span() * place).toString());
    json.addProperty("span", line.span());
    json.addProperty("value", line.values()[place]);
    json.addProperty("peak", line.peaks()[place]);
    return json;
  }

  static JsonObject event(Told told) {
    JsonObject json = JsonParser.parseString(ViewJson.line(told.event())).getAsJsonObject();
    json.addProperty("number", told.number());
    json.addProperty("pid", told.pid());
    return json;
  }

  static JsonObject health(Snapshot snapshot) {
    Map<String, Integer> phases = new TreeMap<>();
    int paused = 0;
    for (Jvm jvm : snapshot.jvms()) {
      for (Account account : jvm.accounts()) {
        if (jvm.running() && account.parent() != null) {
          phases.merge(account.phase(), 1, Integer::sum);
          paused += account.paused() ? 1 : 0;
        }
      }
    }
    JsonObject byPhase = new JsonObject();
    phases.forEach(byPhase::addProperty);
    JsonObject json = new JsonObject();
    json.addProperty("readable", snapshot.problems().isEmpty());
    json.add("problems", list(snapshot.problems(), Documents::string));
    json.addProperty("jvms", snapshot.jvms().size());
    json.addProperty("running", snapshot.jvms().stream().filter(Jvm::running).count());
    json.add("phases", byPhase);
    json.addProperty("paused", paused);
    json.addProperty("at", snapshot.at().toString());
    return json;
  }

  private static JsonElement string(@Nullable String text) {
    return text == null ? JsonNull.INSTANCE : new JsonPrimitive(text);
  }
}
