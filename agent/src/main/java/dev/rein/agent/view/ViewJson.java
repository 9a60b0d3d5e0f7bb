package dev.rein.agent.view;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.rein.agent.ledger.LedgerEntry.Approval;
import dev.rein.agent.ledger.LedgerEntry.HotSpot;
import dev.rein.agent.ledger.LedgerEntry.HotSpots.Subject;
import dev.rein.agent.ledger.LedgerMeta;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JVMs and events in the JSON that {@code docs/command-line.md} promises. */
public final class ViewJson {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private ViewJson() {}

  /**
   * The document of {@code rein view --json}.
   *
   * @param version Rein's
   */
  public static String document(String version, List<JvmView> jvms) {
    JsonObject document = new JsonObject();
    document.addProperty("rein", version);
    JsonArray list = new JsonArray();
    jvms.forEach(jvm -> list.add(jvm(jvm)));
    document.add("jvms", list);
    return text(document);
  }

  /** A line of {@code rein events --json}. */
  public static String line(Event event) {
    JsonObject json = new JsonObject();
    json.addProperty("timestamp", event.timestamp().toString());
    json.addProperty("type", event.type());
    json.addProperty("severity", event.severity());
    json.addProperty("account", event.account());
    json.addProperty("resource", event.resource());
    json.addProperty("job", event.job());
    json.addProperty("tenant", event.tenant());
    json.addProperty("message", event.message());
    JsonElement details = GSON.toJsonTree(event.details());
    json.add("details", details);
    return text(json);
  }

  /** Gson leaves some control characters as they are; they can only be within strings. */
  static String text(JsonObject json) {
    return Printable.of(GSON.toJson(json));
  }

  private static JsonObject jvm(JvmView view) {
    LedgerMeta meta = view.folder().meta();
    JsonObject json = new JsonObject();
    json.addProperty("pid", meta.pid());
    json.addProperty("main", meta.main());
    json.addProperty("state", view.state());
    json.addProperty("started", meta.started().toString());
    json.addProperty("folder", view.folder().path().toString());
    LedgerState content = view.content();
    Map<String, Long> unattributed = content.unattributed();
    JsonArray accounts = new JsonArray();
    ModelUse.All uses = ModelUse.all(content);
    content
        .accounts()
        .forEach(account -> accounts.add(account(account, uses.of(account), unattributed)));
    json.add("accounts", accounts);
    JsonArray hosts = new JsonArray();
    content.hosts().forEach(host -> hosts.add(host(host)));
    json.add("hosts", hosts);
    JsonArray windows = new JsonArray();
    content
        .windows()
        .all()
        .forEach(one -> windows.add(ModelJson.window(one, content.idOf(one.account()))));
    json.add("rateWindows", windows);
    JsonArray approvals = new JsonArray();
    content.steering().approvals().forEach(one -> approvals.add(approval(one, content)));
    json.add("approvals", approvals);
    json.add("policy", policy(content.steering().policy()));
    JsonArray remarks = new JsonArray();
    view.remarks().forEach(remarks::add);
    json.add("remarks", remarks);
    return json;
  }

  /** Which policy holds; JSON's null when the ledger does not say. */
  public static JsonElement policy(SteeringState.@Nullable PolicyState policy) {
    if (policy == null) {
      return JsonNull.INSTANCE;
    }
    JsonObject json = new JsonObject();
    json.addProperty("source", policy.source());
    json.addProperty("mode", policy.mode());
    return json;
  }

  private static JsonObject approval(Approval approval, LedgerState content) {
    JsonObject json = new JsonObject();
    json.addProperty("number", approval.number());
    json.addProperty("account", content.idOf(approval.account()));
    json.addProperty("target", approval.target());
    json.addProperty("reason", approval.reason());
    json.addProperty("price", approval.price());
    json.addProperty("asked", Instant.ofEpochMilli(approval.at()).toString());
    return json;
  }

  private static JsonObject host(HostState host) {
    JsonObject json = new JsonObject();
    json.addProperty("host", host.host());
    JsonObject resources = new JsonObject();
    host.resources().forEach(resources::addProperty);
    json.add("resources", resources);
    return json;
  }

  private static JsonObject account(
      AccountState account, ModelUse use, Map<String, Long> unattributed) {
    JsonObject json = new JsonObject();
    json.addProperty("id", account.id());
    json.addProperty("parent", account.parent());
    json.addProperty("phase", account.phase());
    json.addProperty("paused", account.paused());
    json.addProperty("terminated", account.terminated());
    json.addProperty("waiting", account.waiting());
    json.addProperty("waitingFor", account.waitingFor().isEmpty() ? null : account.waitingFor());
    json.add("deliverables", GSON.toJsonTree(account.deliverables()));
    JsonObject resources = new JsonObject();
    account.resources().forEach((name, resource) -> resources.add(name, resource(resource)));
    json.add("resources", resources);
    json.add("models", ModelJson.models(use));
    json.add("tools", ModelJson.tools(use));
    if (account.hasHotSpots()) {
      JsonObject hot = new JsonObject();
      hot.add("methods", spots(account.hotSpots(Subject.METHOD)));
      hot.add("allocations", spots(account.hotSpots(Subject.ALLOCATION)));
      hot.add("threads", spots(account.hotSpots(Subject.THREAD)));
      json.add("hotSpots", hot);
    }
    if (account.parent() == null && !unattributed.isEmpty()) {
      json.add("unattributed", GSON.toJsonTree(unattributed));
    }
    return json;
  }

  private static JsonArray spots(List<HotSpot> spots) {
    JsonArray array = new JsonArray();
    for (HotSpot spot : spots) {
      JsonObject json = new JsonObject();
      json.addProperty("name", spot.name());
      json.addProperty("share", Math.min(1000, spot.perMille()) / 1000.0);
      array.add(json);
    }
    return array;
  }

  private static JsonObject resource(ResourceState resource) {
    JsonObject json = new JsonObject();
    json.addProperty("used", resource.used());
    json.addProperty("unit", resource.unit());
    json.addProperty("limit", resource.tightest().map(LimitState::limit).orElse(null));
    json.addProperty("warn", resource.tightest().map(LimitState::warn).orElse(null));
    json.addProperty("denied", resource.denied());
    json.addProperty("delayed", resource.delayed());
    JsonArray limits = new JsonArray();
    resource.limits().forEach(limit -> limits.add(limit(limit)));
    json.add("limits", limits);
    return json;
  }

  /** One limit, as all documents have it. */
  public static JsonObject limit(LimitState limit) {
    JsonObject json = new JsonObject();
    json.addProperty("kind", limit.kind());
    json.addProperty("limit", limit.limit());
    json.addProperty("warn", limit.warn());
    json.addProperty("action", limit.action());
    json.addProperty("granted", limit.granted());
    return json;
  }
}
