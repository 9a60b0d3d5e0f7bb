package dev.rein.it.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;

/**
 * Agents that know nothing of Rein, each on a thread of its own from its first task on. Told on
 * stdin what to do: {@code coder read FILE}, {@code coder write FILE}, {@code coder get URL},
 * {@code coder run ARGUMENTS}, which starts {@code true} with them, or {@code coder rest}. For each
 * such line there is one on stdout: {@code coder ok}, or {@code coder refused} and the kind of
 * exception that is to be handled.
 */
public final class StaffHost {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, BlockingQueue<String[]>> staff = new HashMap<>();

  private StaffHost() {}

  public static void main(String[] args) throws IOException {
    StaffHost host = new StaffHost();
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    System.out.println("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ", -1);
      host.staff.computeIfAbsent(words[0], host::start).add(words);
    }
  }

  private BlockingQueue<String[]> start(String name) {
    BlockingQueue<String[]> tasks = new LinkedBlockingQueue<>();
    Thread thread =
        new Thread(() -> Staff.of(name).serve(() -> serve(name, tasks)), "on-behalf-of-" + name);
    thread.setDaemon(true);
    thread.start();
    return tasks;
  }

  private void serve(String name, BlockingQueue<String[]> tasks) {
    while (true) {
      String outcome = "ok";
      try {
        work(tasks.take());
      } catch (IOException e) {
        outcome = "refused IOException";
      } catch (RejectedExecutionException e) {
        outcome = "refused RejectedExecutionException";
      } catch (InterruptedException e) {
        outcome = "interrupted";
      }
      System.out.println(name + " " + outcome);
    }
  }

  private void work(String[] task) throws IOException, InterruptedException {
    switch (task[1]) {
      case "read" -> Files.readAllBytes(Path.of(task[2]));
      case "write" -> Files.writeString(Path.of(task[2]), "written");
      case "get" ->
          client.send(HttpRequest.newBuilder(URI.create(task[2])).build(), BodyHandlers.ofString());
      case "run" -> new ProcessBuilder("true", task[2], task[3]).start().waitFor();
      case "rest" -> {}
      default -> throw new IllegalArgumentException(task[1]);
    }
  }
}
