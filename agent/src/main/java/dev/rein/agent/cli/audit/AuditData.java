package dev.rein.agent.cli.audit;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.rein.agent.view.Csv;
import dev.rein.agent.view.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An audit as JSON and as comma-separated values. */
public final class AuditData {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private AuditData() {}

  /**
   * One document.
   *
   * @param version Rein's
   */
  public static String json(String version, Audit audit) {
    JsonObject document = new JsonObject();
    document.addProperty("rein", version);
    document.addProperty("dir", audit.dir());
    JsonArray jvms = new JsonArray();
    audit.jvms().forEach(jvm -> jvms.add(jvm(jvm)));
    document.add("jvms", jvms);
    JsonArray cleanable = new JsonArray();
    audit.cleanable().forEach(one -> cleanable.add(GSON.toJsonTree(one)));
    document.add("cleanable", cleanable);
    return Printable.of(GSON.toJson(document));
  }

  private static JsonObject jvm(JvmAudit jvm) {
    JsonObject json = new JsonObject();
    json.addProperty("pid", jvm.pid());
    json.addProperty("main", jvm.main());
    json.addProperty("state", jvm.state());
    json.addProperty("started", time(jvm.started()));
    json.addProperty("upMillis", jvm.upMillis());
    json.addProperty("folder", jvm.folder());
    json.addProperty("ledgerBytes", jvm.ledgerBytes());
    json.addProperty("peakMemory", jvm.peakMemory() == 0 ? null : jvm.peakMemory());
    json.addProperty("httpRequestsToday", jvm.requestsToday());
    json.addProperty("modelCallsToday", jvm.modelCallsToday());
    JsonArray open = new JsonArray();
    jvm.open().forEach(item -> open.add(item(item)));
    json.add("open", open);
    json.addProperty("more", jvm.beyond());
    return json;
  }

  private static JsonObject item(OpenItem item) {
    JsonObject json = new JsonObject();
    json.addProperty("account", item.account());
    json.addProperty("kind", item.kind());
    json.addProperty("id", item.id() == 0 ? null : item.id());
    json.addProperty("name", item.name());
    json.addProperty("started", time(item.started()));
    json.addProperty("where", item.where());
    json.addProperty("thread", item.thread());
    json.addProperty("told", item.told());
    json.addProperty("longLived", item.longLived());
    json.addProperty("now", item.now());
    json.addProperty("bytes", item.bytes());
    json.addProperty("command", item.command());
    json.addProperty("failure", item.failure().isEmpty() ? null : item.failure());
    return json;
  }

  private static @Nullable String time(long millis) {
    return millis == 0 ? null : Instant.ofEpochMilli(millis).toString();
  }

  /** A heading, and a row for each open thing and for each that could be removed. */
  public static List<String> csv(Audit audit) {
    List<String> rows = new ArrayList<>();
    rows.add(
        Csv.row(
            "pid",
            "main",
            "state",
            "account",
            "kind",
            "id",
            "name",
            "started",
            "where",
            "thread",
            "told",
            "long_lived",
            "now",
            "bytes",
            "command",
            "failure"));
    for (JvmAudit jvm : audit.jvms()) {
      for (OpenItem item : jvm.open()) {
        rows.add(
            Csv.row(
                jvm.pid(),
                jvm.main(),
                jvm.state(),
                item.account(),
                item.kind(),
                item.id() == 0 ? null : item.id(),
                item.name(),
                time(item.started()),
                item.where(),
                item.thread(),
                item.told(),
                item.longLived(),
                item.now(),
                item.bytes(),
                item.command(),
                item.failure()));
      }
    }
    for (Cleanable one : audit.cleanable()) {
      rows.add(
          Csv.row(
              null,
              null,
              null,
              null,
              one.what(),
              null,
              one.path(),
              null,
              null,
              null,
              null,
              null,
              "exists",
              one.bytes(),
              one.command(),
              null));
    }
    return rows;
  }
}
