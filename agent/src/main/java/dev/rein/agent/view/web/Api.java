package dev.rein.agent.view.web;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.rein.agent.view.LimitState;
import dev.rein.agent.view.web.Snapshot.Account;
import dev.rein.agent.view.web.Snapshot.Answers;
import dev.rein.agent.view.web.Snapshot.Jvm;
import dev.rein.agent.view.web.Snapshot.Line;
import dev.rein.agent.view.web.Snapshot.Told;
import dev.rein.agent.view.web.Snapshot.Use;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is answered below {@code /api/v1}, but for the stream. */
final class Api {
  static final String ROOT = "/api/v1";

  private final Supplier<Snapshot> snapshots;
  private final Steering steering;

  Api(Supplier<Snapshot> snapshots, Steering steering) {
    this.snapshots = snapshots;
    this.steering = steering;
  }

  /** All of them. */
  List<Route> routes() {
    return List.of(
        get("/jvms", List.of(), p -> jvms("jvms", Documents::jvm)),
        get("/summary", List.of(), p -> jvms("jvms", Documents::summary)),
        get("/agents", List.of(), p -> jvms("jvms", jvm -> Documents.agents(jvm, now()))),
        get("/models", List.of(), p -> jvms("jvms", jvm -> ModelDocuments.models(jvm, now()))),
        get("/samples", List.of("jvm", "account", "resource", "page", "size"), this::samples),
        get("/rate-limits", List.of(), p -> jvms("jvms", Api::rateLimits)),
        get("/events", List.of("jvm", "account", "type", "after", "size"), this::events),
        new Route(
            "GET",
            ROOT + "/health",
            List.of(),
            (p, body) -> Answer.json(Documents.health(snapshots.get()))),
        post(
            "/jvms/{pid}/accounts/{id}/pause",
            (p, body) -> {
              String reason = reason(body);
              return order(
                  p, jvm -> steering.pause(jvm.folder(), account(jvm, p.path().get(1)), reason));
            }),
        post(
            "/jvms/{pid}/accounts/{id}/resume",
            (p, body) ->
                order(p, jvm -> steering.resume(jvm.folder(), account(jvm, p.path().get(1))))),
        post("/jvms/{pid}/approvals/{n}/approve", (p, body) -> decide(p, true)),
        post("/jvms/{pid}/approvals/{n}/deny", (p, body) -> decide(p, false)));
  }

  private Route get(String path, List<String> query, Function<Parameters, Answer> answer) {
    return new Route(
        "GET",
        ROOT + path,
        query,
        (parameters, body) -> {
          Answer none = noLedger();
          return none == null ? answer.apply(parameters) : none;
        });
  }

  private static Route post(String path, Route.Responder responder) {
    return new Route("POST", ROOT + path, List.of(), responder);
  }

  private @Nullable Answer noLedger() {
    Snapshot now = snapshots.get();
    if (!now.jvms().isEmpty()) {
      return null;
    }
    return Answer.error(
        503,
        now.problems().isEmpty()
            ? "there is no ledger yet; start a program with `rein run -- java …`"
            : now.problems().get(0));
  }

  private Answer jvms(String name, Function<Jvm, JsonObject> form) {
    return Answer.json(Documents.with(name, Documents.list(snapshots.get().jvms(), form::apply)));
  }

  private Instant now() {
    return snapshots.get().at();
  }

  private Answer samples(Parameters parameters) {
    long pid = parameters.number("jvm", -1, 0, Long.MAX_VALUE);
    String account = parameters.text("account");
    String resource = parameters.text("resource");
    long page = parameters.number("page", 0, 0, 1_000_000);
    long size = parameters.number("size", 500, 1, 5_000);
    JsonArray points = new JsonArray();
    long total = 0;
    long first = page * size;
    for (Jvm jvm : snapshots.get().jvms()) {
      for (Account one : jvm.accounts()) {
        for (Use use : one.uses()) {
          Line line = use.line();
          if (line == null
              || (pid >= 0 && jvm.pid() != pid)
              || (account != null && !one.id().equals(account))
              || (resource != null && !use.resource().equals(resource))) {
            continue;
          }
          for (int i = 0; i < line.values().length; i++, total++) {
            if (total >= first && total < first + size) {
              points.add(Documents.point(jvm, one, use, line, i));
            }
          }
        }
      }
    }
    JsonObject json = Documents.with("samples", points);
    json.addProperty("page", page);
    json.addProperty("size", size);
    json.addProperty("total", total);
    return Answer.json(json);
  }

  private Answer events(Parameters parameters) {
    long pid = parameters.number("jvm", -1, 0, Long.MAX_VALUE);
    long after = parameters.number("after", 0, 0, Long.MAX_VALUE);
    long size = parameters.number("size", 200, 1, 1_000);
    String account = parameters.text("account");
    String type = parameters.text("type");
    List<Told> found =
        snapshots.get().events().stream()
            .filter(told -> told.number() > after)
            .filter(told -> pid < 0 || told.pid() == pid)
            .filter(told -> account == null || account.equals(told.event().account()))
            .filter(told -> type == null || type.equals(told.event().type()))
            .toList();
    // From a given number on in order; without one the last ones.
    int count = (int) Math.min(size, found.size());
    List<Told> part =
        after > 0 ? found.subList(0, count) : found.subList(found.size() - count, found.size());
    return Answer.json(Documents.with("events", Documents.list(part, Documents::event)));
  }

  private static JsonObject rateLimits(Jvm jvm) {
    JsonObject json = Documents.jvm(jvm);
    json.add("answers", Documents.list(jvm.rateLimited(), Api::answers));
    JsonArray limits = new JsonArray();
    for (Account account : jvm.accounts()) {
      for (Use use : account.uses()) {
        for (LimitState limit : use.limits()) {
          if (limit.word().equals("rate")) {
            JsonObject one = Documents.limit(limit, use.unit());
            one.addProperty("account", account.id());
            one.addProperty("resource", use.resource());
            one.addProperty("delayed", use.delayed());
            limits.add(one);
          }
        }
      }
    }
    json.add("limits", limits);
    json.add("windows", ModelDocuments.windows(jvm));
    return json;
  }

  private static JsonObject answers(Answers answers) {
    JsonObject json = new JsonObject();
    json.addProperty("account", answers.account());
    json.addProperty("target", answers.target());
    json.addProperty("count", answers.count());
    json.addProperty("last", answers.last().toString());
    return json;
  }

  private interface Order {
    void give(Jvm jvm) throws RefusedOrder;
  }

  private Answer decide(Parameters parameters, boolean approved) {
    long number = Parameters.number("the approval", parameters.path().get(1), 0, Long.MAX_VALUE);
    return order(parameters, jvm -> steering.decide(jvm.folder(), number, approved));
  }

  private Answer order(Parameters parameters, Order order) {
    long pid = Parameters.number("the pid", parameters.path().get(0), 0, Long.MAX_VALUE);
    Answer none = noLedger();
    if (none != null) {
      return none;
    }
    // The newest of a pid comes first.
    Jvm jvm =
        snapshots.get().jvms().stream().filter(one -> one.pid() == pid).findFirst().orElse(null);
    if (jvm == null) {
      return Answer.error(404, "there is no ledger of a JVM " + pid);
    }
    if (!jvm.running()) {
      return Answer.error(409, "JVM " + pid + " has ended");
    }
    try {
      order.give(jvm);
    } catch (RefusedOrder refused) {
      return Answer.error(refused.reached() ? 409 : 503, String.valueOf(refused.getMessage()));
    }
    JsonObject done = new JsonObject();
    done.addProperty("done", true);
    return Answer.json(done);
  }

  /** The JVM knows best; asked only for what its ledger has. */
  private static String account(Jvm jvm, String id) throws RefusedOrder {
    if (jvm.accounts().stream().noneMatch(account -> account.id().equals(id))) {
      throw new RefusedOrder("JVM " + jvm.pid() + " has no such account", true);
    }
    return id;
  }

  private static String reason(String body) {
    if (body.isBlank()) {
      return "";
    }
    try {
      JsonObject json = JsonParser.parseString(body).getAsJsonObject();
      return json.has("reason") ? json.get("reason").getAsString() : "";
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      throw new Parameters.Bad("the body must be like {\"reason\":\"to have a look\"}");
    }
  }
}
