package dev.rein.agent.policy;

import dev.rein.agent.text.Quoted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads a {@code limits} section: resources, each with a limit, a list of limits, or none. */
final class LimitsReader {
  /** The value of a resource on which a profile's limits shall not hold. */
  static final String NONE = "none";

  private static final int MOST_ON_ONE = 20;

  private final LimitContext context;
  private final Set<String> named = new HashSet<>();
  private final List<Limit> limits = new ArrayList<>();

  private LimitsReader(LimitContext context) {
    this.context = context;
  }

  /**
   * What such a section says.
   *
   * @param named resources for which it speaks, so that nobody else does
   */
  record Section(Set<String> named, List<Limit> limits) {
    static final Section EMPTY = new Section(Set.of(), List.of());

    /** These limits, and of a profile those on other resources. */
    List<Limit> over(List<Limit> profile) {
      if (named.isEmpty()) {
        return profile;
      }
      List<Limit> all = new ArrayList<>();
      for (Limit limit : profile) {
        if (!named.contains(limit.resource().name())) {
          all.add(limit);
        }
      }
      all.addAll(limits);
      return all;
    }
  }

  static Section read(Node node, LimitContext context) {
    if (Scalars.isEmpty(node)) {
      return Section.EMPTY;
    }
    Problems problems = context.problems();
    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, "'limits' takes resources; expected one such as files.read: {budget: 9}");
      return Section.EMPTY;
    }
    LimitsReader reader = new LimitsReader(context);
    for (Field field : Field.of(mapping, problems)) {
      Limitable resource = context.resources().find(field, problems);
      if (resource != null && resource.isOfJvmOnly() && !context.jvm()) {
        problems.add(
            field.node(),
            Quoted.of(field.name())
                + " is the JVM's as a whole; it can stand under the file's own 'limits' only");
      } else if (resource != null) {
        reader.take(resource, field.value());
      }
    }
    return new Section(reader.named, reader.limits);
  }

  private void take(Limitable resource, Node value) {
    named.add(resource.name());
    if (value instanceof SequenceNode list) {
      takeAll(resource, list);
    } else if (!NONE.equals(Scalars.text(value))) {
      take(LimitReader.read(resource, value, context));
    }
  }

  private void takeAll(Limitable resource, SequenceNode list) {
    List<Node> nodes = list.getValue();
    String name = Quoted.of(resource.name());
    if (nodes.isEmpty()) {
      context.problems().add(list, "the list has no limit; remove " + name + ", or write 'none'");
    }
    if (nodes.size() > MOST_ON_ONE) {
      context
          .problems()
          .add(list, "too many limits on " + name + "; at most " + MOST_ON_ONE + " may be");
      return;
    }
    for (Node node : nodes) {
      take(LimitReader.read(resource, node, context));
    }
  }

  private void take(@Nullable Limit limit) {
    if (limit != null) {
      limits.add(limit);
    }
  }
}
