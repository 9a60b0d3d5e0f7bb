package dev.rein.agent.policy;

import dev.rein.agent.policy.ModelPolicy.PriceFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the {@code models} of a policy: whose prices hold, and what becomes of unknown models. */
final class ModelsReader {
  static final List<String> KEYS = List.of("prices", "unknown", "max-output");
  static final List<String> UNKNOWN = List.of("warn", "deny");
  static final List<String> PRICES = List.of("input", "output", "cached", "cache-write");

  /** More than any model can answer with. */
  static final long MOST_OUTPUT = 1_000_000_000;

  private static final String PRICE = "{input: 3.00, output: 15.00}";

  private final Problems problems;
  private @Nullable PriceFile prices;
  private UnknownModel unknown = ModelPolicy.DEFAULT.unknown();
  private long maxOutput = ModelPolicy.DEFAULT.maxOutput();

  private ModelsReader(Problems problems) {
    this.problems = problems;
  }

  static ModelPolicy read(Node node, Problems problems) {
    if (Scalars.isEmpty(node)) {
      return ModelPolicy.DEFAULT;
    }
    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, "'models' takes keys; expected some of: " + String.join(", ", KEYS));
      return ModelPolicy.DEFAULT;
    }
    ModelsReader reader = new ModelsReader(problems);
    for (Field field : Field.of(mapping, problems)) {
      switch (field.name()) {
        case "prices" -> reader.prices = reader.file(field.value());
        case "unknown" -> reader.takeUnknown(field.value());
        case "max-output" -> reader.takeMaxOutput(field.value());
        default -> problems.addUnknown(field.node(), "key", field.name(), KEYS);
      }
    }
    return new ModelPolicy(reader.prices, reader.unknown, reader.maxOutput);
  }

  private @Nullable PriceFile file(Node node) {
    String text = Scalars.text(node);
    if (text == null || text.isEmpty()) {
      problems.add(node, "'prices' takes the path of a file, such as prices.json");
      return null;
    }
    try {
      Path path = Path.of(problems.source()).resolveSibling(text);
      int line = node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
      int column = node.getStartMark().map(Mark::getColumn).orElse(-1) + 1;
      return new PriceFile(path, problems.source(), line, column);
    } catch (InvalidPathException e) {
      problems.add(node, Scalars.shown(node) + " is no path of a file");
      return null;
    }
  }

  private void takeUnknown(Node node) {
    if (node instanceof MappingNode mapping) {
      UnknownModel priced = priced(mapping);
      unknown = priced == null ? unknown : priced;
      return;
    }
    String word = Scalars.text(node);
    if (word == null || !UNKNOWN.contains(word)) {
      List<String> may = new ArrayList<>(UNKNOWN);
      may.add("a price such as " + PRICE);
      problems.addUnknown(node, "value", word == null ? "" : word, may);
    } else {
      unknown = word.equals("deny") ? new UnknownModel.Deny() : new UnknownModel.Warn();
    }
  }

  private @Nullable UnknownModel priced(MappingNode mapping) {
    int before = problems.count();
    Map<String, Long> given = new HashMap<>();
    for (Field field : Field.of(mapping, problems)) {
      if (PRICES.contains(field.name())) {
        given.put(field.name(), price(field.value()));
      } else {
        problems.addUnknown(field.node(), "key", field.name(), PRICES);
      }
    }
    Long input = given.get("input");
    Long output = given.get("output");
    if (problems.count() == before && (input == null || output == null)) {
      problems.add(mapping, "a price has 'input' and 'output'; expected one such as " + PRICE);
    }
    if (input == null || output == null || problems.count() > before) {
      return null;
    }
    return new UnknownModel.Priced(
        input,
        output,
        given.getOrDefault("cached", input),
        given.getOrDefault("cache-write", input));
  }

  /** Of a million tokens, in millionths of a dollar. */
  private long price(Node node) {
    long micros = Amount.parse("usd", node, problems);
    if (micros > Dollars.MOST_OF_A_CALL) {
      problems.add(node, Scalars.shown(node) + " is too large; at most 1000000");
    }
    return micros;
  }

  private void takeMaxOutput(Node node) {
    long tokens = Amount.parse("count", node, problems);
    if (tokens == 0 || tokens > MOST_OUTPUT) {
      problems.add(
          node, Scalars.shown(node) + " is no good here; expected 1 to " + MOST_OUTPUT + " tokens");
    } else if (tokens > 0) {
      maxOutput = tokens;
    }
  }
}
