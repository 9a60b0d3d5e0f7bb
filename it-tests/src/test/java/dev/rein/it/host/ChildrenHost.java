package dev.rein.it.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rein.api.Rein;
import dev.rein.api.Scope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Agents that run shell scripts. A line on stdin is {@code AGENT start SCRIPT} or {@code AGENT run
 * SCRIPT}, which waits for its end; each is answered with a line, of how many ticks of CPU time
 * this JVM's waited-for children have used by then, and with {@code done}. Ends with stdin.
 */
public final class ChildrenHost {
  private static final int WAITED_USER_TIME = 13;

  private ChildrenHost() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    System.out.println("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ", 3);
      run(words[0], words[2], words[1].equals("run"));
      System.out.println(waited());
      System.out.println("done");
    }
  }

  @SuppressWarnings("try") // A scope is there to be closed.
  private static void run(String agent, String script, boolean toEnd)
      throws IOException, InterruptedException {
    try (Scope scope = Rein.agent(agent)) {
      Process process = new ProcessBuilder("sh", "-c", script).start();
      if (toEnd) {
        int unused = process.waitFor();
      }
    }
  }

  private static long waited() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[WAITED_USER_TIME]) + Long.parseLong(fields[WAITED_USER_TIME + 1]);
  }
}
