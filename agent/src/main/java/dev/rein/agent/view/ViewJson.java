package dev.rein.agent.view;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.rein.agent.ledger.LedgerEntry.LimitSet;
import dev.rein.agent.ledger.LedgerMeta;
import java.util.List;

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
    JsonArray accounts = new JsonArray();
    view.content().accounts().forEach(account -> accounts.add(account(account)));
    json.add("accounts", accounts);
    JsonArray hosts = new JsonArray();
    view.content().hosts().forEach(host -> hosts.add(host(host)));
    json.add("hosts", hosts);
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

  private static JsonObject account(AccountState account) {
    JsonObject json = new JsonObject();
    json.addProperty("id", account.id());
    json.addProperty("parent", account.parent());
    json.addProperty("phase", account.phase());
    json.addProperty("paused", account.paused());
    JsonObject resources = new JsonObject();
    account.resources().forEach((name, resource) -> resources.add(name, resource(resource)));
    json.add("resources", resources);
    return json;
  }

  private static JsonObject resource(ResourceState resource) {
    JsonObject json = new JsonObject();
    json.addProperty("used", resource.used());
    json.addProperty("unit", resource.unit());
    json.addProperty("limit", resource.tightest().map(LimitSet::limit).orElse(null));
    json.addProperty("warn", resource.tightest().map(LimitSet::warn).orElse(null));
    json.addProperty("denied", resource.denied());
    json.addProperty("delayed", resource.delayed());
    return json;
  }
}
