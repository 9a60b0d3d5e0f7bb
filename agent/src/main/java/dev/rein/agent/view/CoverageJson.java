package dev.rein.agent.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.rein.agent.ledger.LedgerEntry.HookState;
import dev.rein.agent.ledger.LedgerEntry.HookState.State;
import dev.rein.agent.ledger.LedgerMeta;
import java.util.List;
import java.util.Locale;

/** What is intercepted in JVMs and what is not, in the JSON of {@code docs/coverage.md}. */
public final class CoverageJson {
  private CoverageJson() {}

  /**
   * The document of {@code rein view --coverage --json}.
   *
   * @param version Rein's
   */
  public static String document(String version, List<JvmView> jvms) {
    JsonObject document = new JsonObject();
    document.addProperty("rein", version);
    JsonArray list = new JsonArray();
    jvms.forEach(jvm -> list.add(jvm(jvm)));
    document.add("jvms", list);
    return ViewJson.text(document);
  }

  private static JsonObject jvm(JvmView view) {
    LedgerMeta meta = view.folder().meta();
    CoverageState coverage = view.content().coverage();
    JsonObject json = new JsonObject();
    json.addProperty("pid", meta.pid());
    json.addProperty("main", meta.main());
    json.addProperty("state", view.state());
    json.addProperty("folder", view.folder().path().toString());
    JsonObject counts = new JsonObject();
    for (State state : State.values()) {
      counts.addProperty(word(state), coverage.count(state));
    }
    json.add("hooks", counts);
    JsonArray areas = new JsonArray();
    coverage.areas().forEach((name, hooks) -> areas.add(area(name, hooks)));
    json.add("areas", areas);
    json.add("switchedOff", texts(coverage.switchedOff()));
    json.add("nativeLibraries", texts(coverage.libraries()));
    JsonObject resources = new JsonObject();
    Attribution.of(view.content().accounts())
        .forEach(resource -> resources.add(resource.resource(), attribution(resource)));
    json.add("unattributed", resources);
    json.add("notIntercepted", gaps());
    return json;
  }

  private static JsonObject area(String name, List<HookState> hooks) {
    JsonObject json = new JsonObject();
    json.addProperty("name", name);
    JsonArray list = new JsonArray();
    for (HookState hook : hooks) {
      JsonObject one = new JsonObject();
      one.addProperty("hook", hook.hook());
      one.addProperty("state", word(hook.state()));
      one.addProperty("reason", hook.reason().isEmpty() ? null : hook.reason());
      list.add(one);
    }
    json.add("hooks", list);
    return json;
  }

  private static JsonObject attribution(Attribution resource) {
    JsonObject json = new JsonObject();
    json.addProperty("used", resource.used());
    json.addProperty("unattributed", resource.unattributed());
    json.addProperty("share", resource.share());
    return json;
  }

  private static JsonArray gaps() {
    JsonArray json = new JsonArray();
    for (KnownGap gap : KnownGap.values()) {
      JsonObject one = new JsonObject();
      one.addProperty("what", gap.what());
      one.addProperty("why", gap.why());
      json.add(one);
    }
    return json;
  }

  private static JsonArray texts(List<String> texts) {
    JsonArray json = new JsonArray();
    texts.forEach(json::add);
    return json;
  }

  private static String word(State state) {
    return state == State.OTHER_VERSION ? "otherVersion" : state.name().toLowerCase(Locale.ROOT);
  }
}
