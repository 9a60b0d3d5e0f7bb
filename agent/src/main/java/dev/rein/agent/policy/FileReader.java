package dev.rein.agent.policy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Makes a policy of a file's root, each section by the reader for it. */
final class FileReader {
  static final List<String> KEYS =
      List.of(
          "mode",
          "profile",
          "priority",
          "check-interval",
          "intervention",
          "lifecycle",
          "models",
          "resources",
          "profiles",
          "limits",
          "agents",
          "rules");

  private static final Duration SHORTEST_CHECK = Duration.ofMillis(100);

  private final String source;
  private final Problems problems;
  private final Map<String, Field> sections = new HashMap<>();

  private List<Limitable> own = List.of();

  FileReader(String source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  /** The policy, which is worth nothing once a problem has been added. */
  Policy read(@Nullable Node root) {
    if (root != null && !Scalars.isEmpty(root)) {
      takeSections(root);
    }
    Node resources = value("resources");
    if (resources != null) {
      own = OwnResources.read(resources, problems);
    }
    return policy();
  }

  /** The resources of the host's own that the file declares. */
  List<Limitable> own() {
    return own;
  }

  private void takeSections(Node root) {
    if (!(root instanceof MappingNode mapping)) {
      problems.add(root, "this is no policy; expected 'mode:' and 'limits:'");
      return;
    }
    for (Field field : Field.of(mapping, problems)) {
      if (KEYS.contains(field.name())) {
        sections.put(field.name(), field);
      } else {
        problems.addUnknown(field.node(), "key", field.name(), KEYS);
      }
    }
  }

  private Policy policy() {
    Node onIntervention = value("intervention");
    Intervention intervention =
        onIntervention == null
            ? Intervention.DEFAULT
            : InterventionReader.read(onIntervention, problems);
    LimitContext context =
        new LimitContext(problems, new Limitables(own), intervention.pause(), false, null);
    Profiles profiles = Profiles.read(sections.get("profiles"), context);
    Field named = sections.get("profile");
    Profile profile = named == null ? Profile.NONE : profiles.find(named);
    Node ofLifecycle = value("lifecycle");
    LifecyclePolicy lifecycle =
        ofLifecycle == null
            ? LifecyclePolicy.NONE
            : LifecycleReader.read(ofLifecycle, LifecyclePolicy.NONE, problems);
    Node agents = value("agents");
    Node rules = value("rules");
    Node models = value("models");
    return new Policy(
        mode(),
        jvm(profile, context, lifecycle),
        new AccountPolicy(profile.name(), profile.priority(), profile.limits(), lifecycle),
        agents == null
            ? List.of()
            : AgentReader.read(agents, context, profiles, profile, lifecycle),
        rules == null ? List.of() : RuleReader.read(rules, context),
        intervention,
        checkInterval(),
        models == null ? ModelPolicy.DEFAULT : ModelsReader.read(models, problems),
        source);
  }

  private AccountPolicy jvm(Profile profile, LimitContext context, LifecyclePolicy lifecycle) {
    Node limits = value("limits");
    LimitsReader.Section own =
        limits == null ? LimitsReader.Section.EMPTY : LimitsReader.read(limits, context.ofJvm());
    Field priority = sections.get("priority");
    Priority given = priority == null ? null : Scalars.priority(priority, problems);
    return new AccountPolicy(
        profile.name(),
        given == null ? profile.priority() : given,
        own.over(profile.limits()),
        lifecycle);
  }

  private Mode mode() {
    Field field = sections.get("mode");
    Mode mode = field == null ? null : Scalars.mode(field, problems);
    return mode == null ? Mode.ENFORCE : mode;
  }

  private Duration checkInterval() {
    Field field = sections.get("check-interval");
    Duration given = field == null ? null : Durations.parse(field, SHORTEST_CHECK, problems);
    return given == null ? Policy.CHECK_INTERVAL : given;
  }

  private @Nullable Node value(String section) {
    Field field = sections.get(section);
    return field == null ? null : field.value();
  }
}
