package dev.rein.agent.policy;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a policy file; {@code docs/policy.md} has the grammar. Safe on any thread. */
public final class PolicyParser {
  private PolicyParser() {}

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
   * Reads the text of a policy. The resources of the host's own that a good one names are declared
   * to the JVM by this, those of a bad one are not.
   *
   * @param source a name for the text in messages and in {@link Policy#source()}
   * @throws PolicyException with everything that is wrong with the text
   */
  public static Policy parse(String text, String source) throws PolicyException {
    Problems problems = new Problems(source);
    Node root = YamlTree.parse(text, problems);
    FileReader reader = new FileReader(source, problems);
    Policy policy = reader.read(root);
    problems.throwIfAny();
    return OwnResources.areNew(reader.own()) ? declared(root, reader, problems) : policy;
  }

  /** What stood in for the resources that were new gives way to those. */
  private static Policy declared(@Nullable Node root, FileReader checked, Problems problems)
      throws PolicyException {
    OwnResources.declare(checked.own(), problems);
    Policy policy = new FileReader(problems.source(), problems).read(root);
    problems.throwIfAny();
    return policy;
  }
}
