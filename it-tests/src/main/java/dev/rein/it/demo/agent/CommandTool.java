package dev.rein.it.demo.agent;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A tool that runs one of a few commands in the desk's folder. */
final class CommandTool {
  private static final Map<String, String> COMMANDS =
      Map.of("count-lines", "cat notes-*.md | wc -l", "list-files", "ls");

  private final Desk desk;

  CommandTool(Desk desk) {
    this.desk = desk;
  }

  @Tool("Runs a command: count-lines or list-files")
  String runCommand(@P("the command") String command) throws IOException, InterruptedException {
    String line = COMMANDS.get(command);
    if (line == null) {
      return "there are only " + COMMANDS.keySet();
    }
    Process process =
        new ProcessBuilder("sh", "-c", line)
            .directory(desk.folder().toFile())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    process.waitFor();
    Console.say("lead", "runs `" + line + "`: " + output);
    return output;
  }
}
