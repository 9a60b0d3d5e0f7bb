package dev.rein.agent.policy;

import dev.rein.agent.text.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** The profiles that a policy file may name: Rein's, and those under its {@code profiles}. */
final class Profiles {
  static final List<String> KEYS = List.of("extends", "priority", "limits");
  private static final int MOST = 100;

  private final LimitContext context;
  private final Problems problems;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Map<String, Profile> known = new HashMap<>();

  /** Those whose parents are being looked for, outermost first. */
  private final List<String> open = new ArrayList<>();

  private Profiles(LimitContext context) {
    this.context = context;
    this.problems = context.problems();
    known.put(Profile.NONE_WORD, Profile.NONE);
    for (BuiltInProfile profile : BuiltInProfile.values()) {
      known.put(
          profile.word(),
          new Profile(profile.word(), Priority.STANDARD, profile.limits(context.pause())));
    }
  }

  /** A profile as it stands in the file. */
  private record Draft(
      @Nullable Field parent, @Nullable Priority priority, LimitsReader.Section limits) {}

  /**
   * Reads a file's own ones.
   *
   * @param section null when the file has none
   */
  static Profiles read(@Nullable Field section, LimitContext context) {
    Profiles profiles = new Profiles(context);
    if (section != null && !Scalars.isEmpty(section.value())) {
      profiles.takeAll(section.value());
    }
    return profiles;
  }

  /** The profile that a field names; the one without limits, with a problem added, for none. */
  Profile find(Field field) {
    String name = Scalars.text(field.value());
    if (name == null) {
      problems.add(field.value(), "'" + field.name() + "' takes the name of a profile");
      return Profile.NONE;
    }
    Profile profile = find(name, field);
    if (profile == null) {
      problems.addUnknown(field.value(), "profile", name, names());
      return Profile.NONE;
    }
    return profile;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (BuiltInProfile profile : BuiltInProfile.values()) {
      names.add(profile.word());
    }
    names.addAll(drafts.keySet());
    names.add(Profile.NONE_WORD);
    return names;
  }

  private void takeAll(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, "'profiles' takes names; expected one such as careful: {limits: {…}}");
      return;
    }
    List<Field> fields = Field.of(mapping, problems);
    for (Field field : fields) {
      if (known.containsKey(field.name())) {
        problems.add(
            field.node(),
            Quoted.of(field.name()) + " is Rein's own profile; expected another name");
      } else if (drafts.size() == MOST) {
        problems.add(field.node(), "too many profiles; at most " + MOST + " may be");
        break;
      } else if (Names.check(field.node(), field.name(), "the name of a profile", problems)) {
        drafts.put(field.name(), draft(field));
      }
    }
    for (String name : drafts.keySet()) {
      find(name, null);
    }
  }

  private Draft draft(Field profile) {
    Field parent = null;
    Priority priority = null;
    LimitsReader.Section limits = LimitsReader.Section.EMPTY;
    if (!(profile.value() instanceof MappingNode mapping)) {
      problems.add(profile.value(), "this is no profile; expected one such as {extends: standard}");
      return new Draft(null, null, limits);
    }
    for (Field field : Field.of(mapping, problems)) {
      switch (field.name()) {
        case "extends" -> parent = field;
        case "priority" -> priority = Scalars.priority(field, problems);
        case "limits" ->
            limits = LimitsReader.read(field.value(), context.ofProfile(profile.name()));
        default -> problems.addUnknown(field.node(), "key", field.name(), KEYS);
      }
    }
    return new Draft(parent, priority, limits);
  }

  /**
   * A profile with what it has from those that it extends, or null when there is none.
   *
   * @param from the field that names it, for its place; null when it is only made
   */
  private @Nullable Profile find(String name, @Nullable Field from) {
    Profile made = known.get(name);
    Draft draft = drafts.get(name);
    if (made != null || draft == null) {
      return made;
    }
    int cycle = open.indexOf(name);
    if (cycle >= 0 && from != null) {
      List<String> round = new ArrayList<>(open.subList(cycle, open.size()));
      round.add(name);
      problems.add(from.value(), "profile " + Quoted.of(name) + " extends itself: " + chain(round));
      return Profile.NONE;
    }
    open.add(name);
    Profile parent = draft.parent == null ? Profile.NONE : find(draft.parent);
    open.remove(open.size() - 1);
    Priority priority = draft.priority == null ? parent.priority() : draft.priority;
    Profile profile = new Profile(name, priority, draft.limits.over(parent.limits()));
    known.put(name, profile);
    return profile;
  }

  private static String chain(List<String> names) {
    return names.size() <= 5
        ? String.join(" → ", names)
        : String.join(" → ", names.subList(0, 4)) + " → … → " + names.get(names.size() - 1);
  }
}
