package dev.rein.agent.policy;

import dev.rein.agent.text.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * One key of a mapping with its value.
 *
 * @param node of the key, for its place
 */
record Field(String name, Node node, Node value) {
  /**
   * The fields of a mapping in the order of the file; keys that are no word or stand twice are
   * problems.
   */
  static List<Field> of(MappingNode mapping, Problems problems) {
    List<Field> fields = new ArrayList<>();
    Map<String, Node> seen = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(tuple.getKeyNode(), "a key must be a word");
        continue;
      }
      Node earlier = seen.putIfAbsent(key.getValue(), key);
      if (earlier == null) {
        fields.add(new Field(key.getValue(), key, tuple.getValueNode()));
      } else {
        String line = earlier.getStartMark().map(m -> " in line " + (m.getLine() + 1)).orElse("");
        problems.add(
            key, Quoted.of(key.getValue()) + " was given before" + line + "; keep one of them");
      }
    }
    return fields;
  }
}
