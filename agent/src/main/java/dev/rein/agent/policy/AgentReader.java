package dev.rein.agent.policy;

import dev.rein.agent.text.Glob;
import dev.rein.agent.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the {@code agents} of a policy. */
final class AgentReader {
  static final List<String> KEYS = List.of("match", "profile", "priority", "lifecycle", "limits");
  private static final int MOST = 1_000;

  private final LimitContext context;
  private final Profiles profiles;
  private final Profile usual;
  private final LifecyclePolicy lifecycle;
  private final Problems problems;
  private final MatchReader matches;
  private final List<AgentPolicy> agents = new ArrayList<>();

  private AgentReader(
      LimitContext context, Profiles profiles, Profile usual, LifecyclePolicy lifecycle) {
    this.context = context;
    this.profiles = profiles;
    this.usual = usual;
    this.lifecycle = lifecycle;
    this.problems = context.problems();
    this.matches = new MatchReader(problems);
  }

  /**
   * The agents in the order of the file.
   *
   * @param usual the profile of those that name none
   * @param lifecycle of the file
   */
  static List<AgentPolicy> read(
      Node node,
      LimitContext context,
      Profiles profiles,
      Profile usual,
      LifecyclePolicy lifecycle) {
    if (Scalars.isEmpty(node)) {
      return List.of();
    }
    AgentReader reader = new AgentReader(context, profiles, usual, lifecycle);
    if (!(node instanceof MappingNode mapping)) {
      reader.problems.add(
          node, "'agents' takes names; expected one such as coder: {profile: standard}");
      return List.of();
    }
    for (Field field : Field.of(mapping, reader.problems)) {
      if (reader.agents.size() == MOST) {
        reader.problems.add(field.node(), "too many agents; at most " + MOST + " may be");
        break;
      }
      reader.take(field);
    }
    return reader.agents;
  }

  private void take(Field field) {
    Glob name = name(field);
    Match match = Match.NONE;
    Profile profile = usual;
    Priority priority = null;
    LifecyclePolicy kept = lifecycle;
    LimitsReader.Section limits = LimitsReader.Section.EMPTY;
    for (Field key : keys(field.value())) {
      switch (key.name()) {
        case "match" -> match = match(key, field);
        case "profile" -> profile = profiles.find(key);
        case "priority" -> priority = Scalars.priority(key, problems);
        case "lifecycle" -> kept = LifecycleReader.read(key.value(), lifecycle, problems);
        case "limits" -> limits = LimitsReader.read(key.value(), context);
        default -> problems.addUnknown(key.node(), "key", key.name(), KEYS);
      }
    }
    if (name != null) {
      AccountPolicy account =
          new AccountPolicy(
              profile.name(),
              priority == null ? profile.priority() : priority,
              limits.over(profile.limits()),
              kept);
      agents.add(
          new AgentPolicy(
              name, match.methods(), match.threads(), account, problems.place(field.node())));
    }
  }

  private List<Field> keys(Node value) {
    if (value instanceof MappingNode mapping) {
      return Field.of(mapping, problems);
    }
    if (!Scalars.isEmpty(value)) {
      problems.add(value, "this is no agent; expected one such as {profile: standard}");
    }
    return List.of();
  }

  private Match match(Field key, Field agent) {
    Match match = matches.read(key, agent.name());
    if (!Glob.of(agent.name()).isLiteral()) {
      problems.add(
          key.node(),
          "'match' says which agent it is, and "
              + Quoted.of(agent.name())
              + " is a pattern for many; give it to one with a plain name");
    } else if (agent.name().indexOf('/') >= 0) {
      problems.add(
          key.node(),
          "'match' says which agent it is, and not within which other it works; give it to "
              + Quoted.of(agent.name().substring(agent.name().lastIndexOf('/') + 1)));
    }
    return match;
  }

  private @Nullable Glob name(Field field) {
    String text = field.name();
    if (!Names.check(field.node(), text, "the name of an agent", problems)) {
      return null;
    }
    if (text.equals("jvm")) {
      problems.add(
          field.node(), "'jvm' is no agent; the JVM's own limits stand under the file's 'limits'");
      return null;
    }
    if (text.startsWith("/") || text.endsWith("/") || text.contains("//")) {
      problems.add(
          field.node(),
          Quoted.of(text) + " is no agent's name; expected names with single slashes between them");
      return null;
    }
    Glob name = Glob.of(text);
    AgentPolicy earlier = name.isLiteral() ? earlierFor(text) : null;
    if (earlier != null) {
      problems.add(
          field.node(),
          Quoted.of(text)
              + " is never reached, for "
              + Quoted.of(earlier.name().toString())
              + " ("
              + earlier.origin()
              + ") stands before it and fits; change their order");
    }
    return name;
  }

  /** The agent of the file so far that an account of this name falls to, or null. */
  private @Nullable AgentPolicy earlierFor(String account) {
    for (AgentPolicy agent : agents) {
      if (agent.isAbout(account)) {
        return agent;
      }
    }
    return null;
  }
}
