package dev.rein.it.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rein.api.Rein;
import dev.rein.api.Scope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Agents that each work on a thread of their own, told what to do on stdin: {@code AGENT read} or
 * {@code AGENT spawn}. For each such line there is one on stdout, {@code AGENT ok} or {@code AGENT
 * refused}, when the work is done. Ends with stdin.
 */
public final class AgentsHost {
  private final Path input;
  private final Map<String, BlockingQueue<String>> agents = new HashMap<>();

  private AgentsHost(Path input) {
    this.input = input;
  }

  /** Takes the file to read. */
  public static void main(String[] args) throws IOException {
    AgentsHost host = new AgentsHost(Path.of(args[0]));
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    System.out.println("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ", -1);
      host.agents.computeIfAbsent(words[0], host::start).add(words[1]);
    }
  }

  private BlockingQueue<String> start(String agent) {
    BlockingQueue<String> tasks = new LinkedBlockingQueue<>();
    Thread thread = new Thread(() -> work(agent, tasks), agent);
    thread.setDaemon(true);
    thread.start();
    return tasks;
  }

  @SuppressWarnings("try") // A scope is there to be closed.
  private void work(String agent, BlockingQueue<String> tasks) {
    while (true) {
      String task = take(tasks);
      String outcome = "ok";
      try (Scope scope = Rein.agent(agent)) {
        if (task.equals("spawn")) {
          new ProcessBuilder("true", "--of", agent).start().waitFor();
        } else {
          Files.readString(input);
        }
      } catch (IOException | InterruptedException | RuntimeException refused) {
        outcome = "refused";
      }
      System.out.println(agent + " " + outcome);
    }
  }

  /** An agent that is terminated is interrupted; this one goes on all the same. */
  private static String take(BlockingQueue<String> tasks) {
    while (true) {
      try {
        return tasks.take();
      } catch (InterruptedException goOn) {
        // There may be another task.
      }
    }
  }
}
