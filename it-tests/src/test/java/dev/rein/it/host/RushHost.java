package dev.rein.it.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Sends requests from many threads at once. For a line {@code low 6 high 4} it starts six threads
 * named {@code low-0} and so on, then four named {@code high-0} and so on, each of which sends one
 * request for its own name; says {@code done} when all have been answered with success.
 */
public final class RushHost {
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI server;

  private RushHost(URI server) {
    this.server = server;
  }

  /** Takes the server's URL, with a slash at the end. */
  public static void main(String[] args) throws IOException, InterruptedException {
    RushHost host = new RushHost(URI.create(args[0]));
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    System.out.println("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      host.rush(line.split(" ", -1));
      System.out.println("done");
    }
  }

  private void rush(String[] words) throws InterruptedException {
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < words.length; i += 2) {
      int count = Integer.parseInt(words[i + 1]);
      CountDownLatch begun = new CountDownLatch(count);
      List<Thread> threads = new ArrayList<>();
      for (int n = 0; n < count; n++) {
        String name = words[i] + "-" + n;
        threads.add(new Thread(() -> send(name, begun), name));
      }
      threads.forEach(Thread::start);
      begun.await();
      awaitWaiting(threads);
      all.addAll(threads);
    }
    for (Thread thread : all) {
      thread.join();
    }
  }

  /** Each is under way with its request, or through with it. */
  private static void awaitWaiting(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      while (thread.getState() == Thread.State.RUNNABLE) {
        Thread.sleep(1);
      }
    }
  }

  private void send(String name, CountDownLatch begun) {
    begun.countDown();
    try {
      HttpRequest request = HttpRequest.newBuilder(server.resolve(name)).build();
      int status = client.send(request, BodyHandlers.ofString()).statusCode();
      Expect.that(status == 200);
    } catch (IOException | InterruptedException e) {
      System.out.println(name + " failed: " + e);
    }
  }
}
