package dev.rein.agent.policy;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the JSON Schema of policies out of the parser's own tables. */
final class SchemaTables {
  private static final String DURATION = "[0-9]+ *(ms|s|m|h|d)";
  private static final String DOLLARS = "[0-9]+(\\.[0-9]{1,6})?";
  private static final String BYTES = "[0-9]+ *(KB|MB|GB|KiB|MiB|GiB)?";

  private final JsonObject definitions = new JsonObject();

  private SchemaTables() {}

  /** The schema as the jar has it. */
  static String text() {
    JsonObject schema = new SchemaTables().schema();
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(schema)
        + "\n";
  }

  private JsonObject schema() {
    JsonObject schema = new JsonObject();
    schema.addProperty("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.addProperty("title", "Policy of Rein");
    schema.addProperty("description", "What a JVM and each agent in it may use.");
    define();
    JsonObject file = closed();
    property(file, "mode", words(Words.MODES));
    property(file, "profile", ref("profileName"));
    property(file, "priority", words(Words.PRIORITIES));
    property(file, "check-interval", ref("duration"));
    property(file, "intervention", orNothing(intervention()));
    property(file, "lifecycle", orNothing(lifecycle()));
    property(file, "models", orNothing(models()));
    property(file, "resources", orNothing(map(words(OwnResources.KINDS))));
    property(file, "profiles", orNothing(map(profile())));
    property(file, "limits", ref("limits"));
    property(file, "agents", orNothing(map(orNothing(agent()))));
    property(file, "rules", orNothing(array(rule())));
    orNothing(file).entrySet().forEach(e -> schema.add(e.getKey(), e.getValue()));
    schema.add("$defs", definitions);
    return schema;
  }

  private void define() {
    definitions.add("duration", pattern(DURATION));
    definitions.add("text", type("string", "number", "boolean"));
    definitions.add("profileName", type("string"));
    definitions.add("flag", any(type("boolean"), words(List.of("true", "false"))));
    Map<String, List<Limitable>> alike = new TreeMap<>();
    for (Resource resource : Resource.all()) {
      if (!resource.isOwn() && NotLimitable.reason(resource) == null) {
        Limitable limitable = Limitable.of(resource);
        alike.computeIfAbsent(form(limitable), form -> new ArrayList<>()).add(limitable);
      }
    }
    JsonObject limits = closed();
    alike.forEach(
        (form, resources) -> {
          definitions.add(form, limitOrLimits(resources.get(0)));
          resources.forEach(resource -> property(limits, resource.name(), ref(form)));
        });
    // Which ones a file has declared, a schema cannot ask.
    limits.add(
        "additionalProperties",
        any(
            limitOrLimits(new Limitable("", Resource.FILES_READ, false, true)),
            limitOrLimits(new Limitable("", Resource.FILES_OPEN, true, true))));
    definitions.add("limits", orNothing(limits));
  }

  private static String form(Limitable resource) {
    if (resource.isTimer()) {
      return "timer";
    } else if (resource.isVolume()) {
      return "volume";
    } else if (resource.isRepeated()) {
      return "repeated";
    } else if (resource.isOfProvider()) {
      return "provider-" + resource.unit();
    }
    return (resource.isMeasured() ? "measured-" : "")
        + (resource.gauge() ? "gauge-" : "counter-")
        + resource.unit();
  }

  private JsonObject limitOrLimits(Limitable resource) {
    List<JsonObject> kinds = new ArrayList<>();
    for (LimitKind kind : resource.kinds()) {
      kinds.add(limit(resource, kind));
    }
    JsonObject limit = any(kinds.toArray(JsonObject[]::new));
    JsonObject list = array(limit);
    list.addProperty("minItems", 1);
    list.addProperty("maxItems", 20);
    return any(limit, list, words(List.of(LimitsReader.NONE)));
  }

  private JsonObject limit(Limitable resource, LimitKind kind) {
    JsonObject limit = closed();
    String unit = resource.unit();
    property(limit, kind.word(), kind == LimitKind.RATE ? rate(unit) : amount(unit));
    for (String option : kind.options()) {
      boolean time = option.equals("for") || option.equals("cool-down");
      if (option.equals("commands") ? resource.isVolume() : !time || !resource.isOfProvider()) {
        property(limit, option, option(option, unit));
      }
    }
    property(limit, "then", actions(kind, resource));
    property(limit, "longest-wait", ref("duration"));
    limit.add("required", strings(List.of(kind.word())));
    if (kind == LimitKind.BUDGET) {
      throttleNeedsPeriod(limit);
    }
    return limit;
  }

  private JsonObject option(String option, String unit) {
    return switch (option) {
      case "warn" -> any(pattern("([1-9][0-9]?|100)%"), amount(unit));
      case "burst" -> amount(unit);
      case "commands" -> commands();
      default -> ref("duration");
    };
  }

  private static JsonObject commands() {
    JsonObject list = array(ref("text"));
    list.addProperty("minItems", 1);
    return any(ref("text"), list);
  }

  /**
   * @param resource null for that of a rule
   */
  private static JsonObject actions(LimitKind kind, @Nullable Limitable resource) {
    return words(
        Words.ACTIONS.stream()
            .filter(
                word -> {
                  Action action = Action.values()[Words.ACTIONS.indexOf(word)];
                  return Then.misfit(action, kind, true, resource == null) == null
                      && (resource == null || Then.misfit(action, resource) == null);
                })
            .toList());
  }

  private static void throttleNeedsPeriod(JsonObject limit) {
    JsonObject isThrottle = new JsonObject();
    JsonObject then = new JsonObject();
    then.add("then", words(List.of("throttle")));
    isThrottle.add("properties", then);
    isThrottle.add("required", strings(List.of("then")));
    JsonObject needs = new JsonObject();
    needs.add("required", strings(List.of("per")));
    limit.add("if", isThrottle);
    limit.add("then", needs);
  }

  private JsonObject profile() {
    JsonObject profile = closed();
    property(profile, "extends", ref("profileName"));
    property(profile, "priority", words(Words.PRIORITIES));
    property(profile, "limits", ref("limits"));
    return profile;
  }

  private JsonObject agent() {
    JsonObject entry = closed();
    property(entry, "method", pattern("[^.*()#]+(\\.[^.*()#]+)+"));
    property(entry, "thread", ref("text"));
    entry.addProperty("minProperties", 1);
    entry.addProperty("maxProperties", 1);
    JsonObject entries = array(entry);
    entries.addProperty("minItems", 1);
    JsonObject agent = closed();
    property(agent, "match", any(entry, entries));
    property(agent, "profile", ref("profileName"));
    property(agent, "priority", words(Words.PRIORITIES));
    property(agent, "lifecycle", orNothing(lifecycle()));
    property(agent, "limits", ref("limits"));
    return agent;
  }

  private JsonObject lifecycle() {
    JsonObject entry = closed();
    LifecyclePolicy.SUBJECTS.forEach(subject -> property(entry, subject, ref("text")));
    entry.addProperty("minProperties", 1);
    entry.addProperty("maxProperties", 1);
    JsonObject lifecycle = closed();
    property(lifecycle, "long-lived", orNothing(array(entry)));
    property(lifecycle, "clean", orNothing(array(words(LifecyclePolicy.CLEANABLES))));
    property(lifecycle, "grace", ref("duration"));
    return lifecycle;
  }

  private JsonObject models() {
    JsonObject price = closed();
    ModelsReader.PRICES.forEach(key -> property(price, key, amount("usd")));
    price.add("required", strings(List.of("input", "output")));
    JsonObject models = closed();
    property(models, "prices", ref("text"));
    property(models, "unknown", any(words(ModelsReader.UNKNOWN), price));
    property(models, "max-output", amount("count"));
    return models;
  }

  private JsonObject rule() {
    JsonObject rule = closed();
    List<JsonObject> subjects = new ArrayList<>();
    for (String subject : RuleReader.SUBJECTS) {
      property(rule, subject, ref("text"));
      subjects.add(required(subject));
    }
    property(rule, "agent", ref("text"));
    property(rule, "budget", amount("count"));
    property(rule, "rate", rate("count"));
    property(rule, "at-most", amount("count"));
    property(rule, "warn", option("warn", "count"));
    property(rule, "per", ref("duration"));
    property(rule, "burst", amount("count"));
    property(rule, "then", actions(LimitKind.BUDGET, null));
    property(rule, "longest-wait", ref("duration"));
    property(rule, "cost", any(amount("usd"), pattern(DOLLARS + " */h")));
    rule.add("oneOf", array(subjects));
    JsonObject needs = new JsonObject();
    needs.add("at-most", strings(List.of("process")));
    needs.add("per", strings(List.of("budget")));
    needs.add("burst", strings(List.of("rate")));
    rule.add("dependentRequired", needs);
    JsonObject two = new JsonObject();
    two.add(
        "anyOf",
        array(
            List.of(
                required("budget", "rate"),
                required("budget", "at-most"),
                required("rate", "at-most"))));
    rule.add("not", two);
    return rule;
  }

  private JsonObject intervention() {
    JsonObject intervention = closed();
    for (String key : InterventionReader.KEYS) {
      boolean duration = key.equals("pause-timeout") || key.equals("grace");
      property(intervention, key, ref(duration ? "duration" : "flag"));
    }
    return intervention;
  }

  private JsonObject amount(String unit) {
    return switch (unit) {
      case "milliseconds" -> ref("duration");
      case "usd" -> any(number("number"), pattern(DOLLARS));
      case "bytes" -> any(number("integer"), pattern(BYTES));
      case "percent" -> percent();
      default -> any(number("integer"), pattern("[0-9]+"));
    };
  }

  private static JsonObject percent() {
    JsonObject number = number("integer");
    number.addProperty("maximum", Amount.MOST_PERCENT);
    return any(number, pattern("0*(100|[0-9]{1,2}) *%?"));
  }

  private static JsonObject rate(String unit) {
    String amount =
        switch (unit) {
          case "usd" -> DOLLARS;
          case "bytes" -> BYTES;
          case "milliseconds" -> DURATION;
          default -> "[0-9]+";
        };
    return pattern(amount + " */ *" + DURATION);
  }

  private static JsonObject number(String type) {
    JsonObject number = type(type);
    number.addProperty("minimum", 0);
    return number;
  }

  private static JsonObject closed() {
    JsonObject object = type("object");
    object.add("properties", new JsonObject());
    object.addProperty("additionalProperties", false);
    return object;
  }

  private static void property(JsonObject object, String name, JsonObject schema) {
    object.getAsJsonObject("properties").add(name, schema);
  }

  private static JsonObject map(JsonObject values) {
    JsonObject map = type("object");
    map.add("additionalProperties", values);
    return map;
  }

  private static JsonObject array(JsonObject items) {
    JsonObject array = type("array");
    array.add("items", items);
    return array;
  }

  /** A key whose content has been commented out is as good as none. */
  private static JsonObject orNothing(JsonObject schema) {
    schema.add("type", strings(List.of(schema.get("type").getAsString(), "null")));
    return schema;
  }

  private static JsonObject required(String... names) {
    JsonObject schema = new JsonObject();
    schema.add("required", strings(List.of(names)));
    return schema;
  }

  private static JsonObject any(JsonObject... schemas) {
    if (schemas.length == 1) {
      return schemas[0];
    }
    JsonObject any = new JsonObject();
    any.add("anyOf", array(List.of(schemas)));
    return any;
  }

  private static JsonObject ref(String name) {
    JsonObject ref = new JsonObject();
    ref.addProperty("$ref", "#/$defs/" + name);
    return ref;
  }

  private static JsonObject pattern(String pattern) {
    JsonObject schema = type("string");
    schema.addProperty("pattern", "^ *(" + pattern + ") *$");
    return schema;
  }

  private static JsonObject words(Collection<String> words) {
    JsonObject schema = new JsonObject();
    schema.add("enum", strings(words));
    return schema;
  }

  private static JsonObject type(String... names) {
    JsonObject schema = new JsonObject();
    if (names.length == 1) {
      schema.addProperty("type", names[0]);
    } else {
      schema.add("type", strings(List.of(names)));
    }
    return schema;
  }

  private static JsonArray strings(Collection<String> values) {
    JsonArray array = new JsonArray();
    values.forEach(array::add);
    return array;
  }

  private static JsonArray array(List<? extends JsonElement> elements) {
    JsonArray array = new JsonArray();
    elements.forEach(array::add);
    return array;
  }
}
