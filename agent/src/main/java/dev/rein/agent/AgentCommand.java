package dev.rein.agent;

import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the command line asks of a JVM by attaching to it: {@code @COMMAND;FILE;REST}. The answer
 * goes to the file: {@code ok} or {@code failed} on the first line, words for people after it.
 */
final class AgentCommand {
  private AgentCommand() {}

  static void run(String request, Instrumentation instrumentation, AutoCloseable loader)
      throws Exception {
    String[] parts = request.substring(1).split(";", 3);
    List<String> answer =
        switch (parts[0]) {
          case "start" -> {
            String problem = AgentRuntime.tryStart(parts[2], instrumentation, loader, false);
            yield problem == null ? List.of("ok") : List.of("failed", problem);
          }
          case "detach" -> DetachCheck.detach(parts[2].equals("verify"));
          default -> List.of("failed", "this version of Rein has no command " + parts[0]);
        };
    Files.write(Path.of(parts[1]), answer);
    if (!parts[0].equals("start") || !answer.get(0).equals("ok")) {
      loader.close();
    }
  }
}
