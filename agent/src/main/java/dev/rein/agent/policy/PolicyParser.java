package dev.rein.agent.policy;

import dev.rein.agent.text.Quoted;
import dev.rein.api.Resource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads a policy file; {@code docs/policy.md} has the grammar. Safe on any thread. */
public final class PolicyParser {
  private static final List<String> SECTIONS = List.of("mode", "limits");
  private static final List<String> MODES = List.of("enforce", "observe");
  private static final List<String> RESOURCES =
      Resource.all().stream().map(Resource::name).toList();

  private final Problems problems;
  private final List<Limit> limits = new ArrayList<>();
  private Mode mode = Mode.ENFORCE;

  private PolicyParser(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads a policy file.
   *
   * @throws PolicyException with everything that is wrong with the file, or that there is none
   */
  public static Policy parse(Path file) throws PolicyException {
    String source = file.toString();
    return parse(PolicyText.read(file, new Problems(source)), source);
  }

  /**
   * Reads the text of a policy.
   *
   * @param source a name for the text in messages and in {@link Policy#source()}
   * @throws PolicyException with everything that is wrong with the text
   */
  public static Policy parse(String text, String source) throws PolicyException {
    Problems problems = new Problems(source);
    PolicyParser parser = new PolicyParser(problems);
    Node root = YamlTree.parse(text, problems);
    if (root != null && !isEmpty(root)) {
      parser.takeFile(root);
    }
    problems.throwIfAny();
    return new Policy(
        parser.mode,
        new AccountPolicy("", Priority.STANDARD, parser.limits),
        AccountPolicy.NONE,
        List.of(),
        List.of(),
        Intervention.DEFAULT,
        Policy.CHECK_INTERVAL,
        source);
  }

  private void takeFile(Node root) {
    if (!(root instanceof MappingNode mapping)) {
      problems.add(root, "this is no policy; expected 'mode:' and 'limits:'");
      return;
    }
    for (Field field : Field.of(mapping, problems)) {
      switch (field.name()) {
        case "mode" -> takeMode(field.value());
        case "limits" -> takeLimits(field.value());
        default -> refuseSection(field);
      }
    }
  }

  private void refuseSection(Field field) {
    if (NotEnforcedYet.SECTIONS.contains(field.name())) {
      problems.addNotEnforced(field.node(), field.name());
    } else {
      problems.addUnknown(field.node(), "key", field.name(), SECTIONS);
    }
  }

  private void takeMode(Node value) {
    String word = value instanceof ScalarNode scalar ? scalar.getValue() : null;
    if (word == null) {
      problems.add(value, "'mode' takes one word; expected enforce or observe");
      return;
    }
    switch (word) {
      case "enforce" -> mode = Mode.ENFORCE;
      case "observe" -> mode = Mode.OBSERVE;
      default -> problems.addUnknown(value, "mode", word, MODES);
    }
  }

  private void takeLimits(Node value) {
    if (isEmpty(value)) {
      return;
    }
    if (!(value instanceof MappingNode mapping)) {
      problems.add(value, "'limits' takes resources; expected one such as files.read: {budget: 9}");
      return;
    }
    for (Field field : Field.of(mapping, problems)) {
      Resource resource = resource(field);
      if (resource != null) {
        takeResource(resource, field.value());
      }
    }
  }

  private @Nullable Resource resource(Field field) {
    Resource resource = Resource.find(field.name());
    if (resource == null && NotEnforcedYet.RESOURCES.contains(field.name())) {
      problems.addNotEnforced(field.node(), field.name());
    } else if (resource == null) {
      problems.addUnknown(field.node(), "resource", field.name(), RESOURCES);
    }
    return resource;
  }

  private void takeResource(Resource resource, Node value) {
    if (!(value instanceof SequenceNode list)) {
      takeLimit(resource, value);
      return;
    }
    if (list.getValue().isEmpty()) {
      problems.add(value, "the list has no limit; remove " + Quoted.of(resource.name()));
    }
    for (Node item : list.getValue()) {
      takeLimit(resource, item);
    }
  }

  private void takeLimit(Resource resource, Node node) {
    Limit limit = LimitReader.read(resource, node, problems);
    if (limit != null) {
      limits.add(limit);
    }
  }

  /** A key whose whole content has been commented out. */
  private static boolean isEmpty(Node node) {
    return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
  }
}
