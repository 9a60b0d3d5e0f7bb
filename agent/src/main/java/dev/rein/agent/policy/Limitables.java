package dev.rein.agent.policy;

import dev.rein.agent.text.NearestName;
import dev.rein.agent.text.Quoted;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The resources that one policy file may limit: Rein's, and those of the host's that it declares.
 */
final class Limitables {
  private final Map<String, Limitable> byName = new LinkedHashMap<>();

  Limitables(List<Limitable> own) {
    for (Resource resource : Resource.all()) {
      if (NotLimitable.reason(resource) != null) {
        continue;
      }
      // One that the host alone has declared may be a typo here, and is not there at a next start.
      if (!resource.isOwn()) {
        byName.put(resource.name(), Limitable.of(resource));
      }
    }
    for (Limitable limitable : own) {
      byName.put(limitable.name(), limitable);
    }
  }

  /** The resource that a key names, or null with a problem added. */
  @Nullable Limitable find(Field field, Problems problems) {
    Limitable found = byName.get(field.name());
    if (found == null) {
      Resource metered = Resource.find(field.name());
      String why = metered == null ? null : NotLimitable.reason(metered);
      if (why != null) {
        problems.add(field.node(), Quoted.of(field.name()) + " cannot be limited: " + why);
        return null;
      }
      problems.add(
          field.node(), "unknown resource " + Quoted.of(field.name()) + "; " + hint(field.name()));
    }
    return found;
  }

  private String hint(String name) {
    String nearest = NearestName.find(name, byName.keySet());
    return nearest == null
        ? "expected one of: "
            + String.join(", ", new ArrayList<>(byName.keySet()))
            + "; a meter of the host's own is declared under 'resources'"
        : "did you mean '" + nearest + "'?";
  }
}
