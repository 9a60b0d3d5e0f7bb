package dev.rein.it.demo.model;

import dev.rein.it.demo.model.Answer.ToolCall;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The script in place of a model: it works as a good agent's model would, and then never finds its
 * work good enough.
 *
 * <p>Which part it plays follows from the tools that are offered: none, it writes the plan; with
 * {@code delegate}, it leads; with other tools, it is a sub-agent.
 */
final class ScriptedModel {
  private static final List<String> TOPICS =
      List.of("tides", "crabs", "seaweed", "gulls", "limpets", "storms", "sand", "moonlight");

  private final int maxTurns;
  private final AtomicInteger turns = new AtomicInteger();

  /**
   * @param maxTurns after so many answers the model wants nothing more, so that an agent which
   *     nobody limits ends all the same
   */
  ScriptedModel(int maxTurns) {
    this.maxTurns = maxTurns;
  }

  Answer answer(ChatRequest request) {
    if (turns.incrementAndGet() > maxTurns) {
      return Answer.text("I could go on, but this will have to do.");
    }
    if (request.tools().contains("delegate")) {
      return lead(request.turn());
    }
    if (request.tools().contains("writeFile")) {
      return subAgent(request.turn(), request.lastUserText());
    }
    return Answer.text(
        "I read the sources, let three assistants write notes, count what they wrote, and answer.");
  }

  private static Answer lead(int turn) {
    if (turn == 0) {
      return call("First the sources.", ToolCall.of("readFile", "name", "sources.md"));
    }
    int round = (turn - 1) / 4;
    return switch ((turn - 1) % 4) {
      case 0 -> call("Help would be good.", ToolCall.of("delegate", "topics", topics(round)));
      case 1 -> call("How much is there?", ToolCall.of("runCommand", "command", "count-lines"));
      case 2 ->
          call("What do the notes say?", ToolCall.of("readFile", "name", notes(topic(3 * round))));
      default ->
          call(
              "This is not good enough yet. One more round.",
              ToolCall.of("writeFile", "name", "draft-" + (round + 1) + ".md")
                  .and("content", "Draft " + (round + 1) + ": the shore follows the moon.\n"));
    };
  }

  private static Answer subAgent(int turn, String topic) {
    return switch (turn) {
      case 0 -> call("What is known?", ToolCall.of("readFile", "name", "sources.md"));
      case 1 ->
          call(
              "I note it down.",
              ToolCall.of("writeFile", "name", notes(topic))
                  .and("content", "# " + topic + "\nThe sources say little of " + topic + ".\n"));
      default -> Answer.text("Notes on " + topic + " are written; more should be known of them.");
    };
  }

  private static Answer call(String text, ToolCall call) {
    return new Answer(text, List.of(call));
  }

  private static String topics(int round) {
    return topic(3 * round) + "," + topic(3 * round + 1) + "," + topic(3 * round + 2);
  }

  private static String topic(int number) {
    return TOPICS.get(number % TOPICS.size());
  }

  private static String notes(String topic) {
    return "notes-" + topic + ".md";
  }
}
