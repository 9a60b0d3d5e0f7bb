package dev.rein.agent.policy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Makes nodes of YAML text, each with its line and column, and turns down what only harms. */
final class YamlTree {
  /** A policy nests five deep; the composer is recursive, so depth is bounded before it runs. */
  private static final int MAX_DEPTH = 20;

  /** Enough to share a limit among resources, too few to make much out of little. */
  private static final int MAX_ALIASES = 50;

  private YamlTree() {}

  /** The root, or null of a file that has only comments. */
  static @Nullable Node parse(String text, Problems problems) throws PolicyException {
    LoadSettings settings = settings(text);
    try {
      checkEvents(text, settings, problems);
      problems.throwIfAny();
      return new Compose(settings).composeString(text).orElse(null);
    } catch (MarkedYamlEngineException e) {
      problems.add(
          e.getProblemMark().or(e::getContextMark),
          "this is not YAML: " + oneLine(e.getProblem() == null ? e.getContext() : e.getProblem()));
    } catch (ReaderException e) {
      String codePoint = String.format("U+%04X", e.getCodePoint());
      // A position in code points; a policy with others before it is off by a column at most.
      PolicyText.addAt(
          text, e.getPosition(), "the character " + codePoint + " may not stand here", problems);
    } catch (YamlEngineException e) {
      problems.add("this is not YAML: " + oneLine(String.valueOf(e.getMessage())));
    }
    throw problems.exception();
  }

  private static LoadSettings settings(String text) {
    return LoadSettings.builder()
        // Reported with both lines by Field, all of them and not only the first.
        .setAllowDuplicateKeys(true)
        .setAllowNonScalarKeys(true)
        .setMaxAliasesForCollections(MAX_ALIASES)
        .setCodePointLimit(PolicyText.MAX_BYTES)
        // The reader copies all that it holds with each buffer; many of them make long lines slow.
        .setBufferSize(text.length() + 1)
        .build();
  }

  private static void checkEvents(String text, LoadSettings settings, Problems problems) {
    int depth = 0;
    int aliases = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> {
          checkTag(event, ((CollectionStartEvent) event).getTag(), problems);
          if (++depth > MAX_DEPTH) {
            problems.add(event.getStartMark(), "nested too deeply; a policy nests five deep");
            return;
          }
        }
        case MappingEnd, SequenceEnd -> depth--;
        case Scalar -> checkTag(event, ((ScalarEvent) event).getTag(), problems);
        case Alias -> {
          if (++aliases > MAX_ALIASES) {
            String alias = "*" + ((AliasEvent) event).getAlias();
            problems.add(
                event.getStartMark(),
                alias + " is one alias too many; at most " + MAX_ALIASES + " may be used");
            return;
          }
        }
        default -> {}
      }
    }
  }

  /** A tag asks for a meaning that Rein does not give; to pass over it would be to guess. */
  private static void checkTag(Event event, Optional<String> tag, Problems problems) {
    if (tag.isPresent()) {
      problems.add(event.getStartMark(), "tags have no place in a policy; remove " + tag.get());
    }
  }

  private static String oneLine(String message) {
    return message.replace('\n', ' ').strip();
  }
}
