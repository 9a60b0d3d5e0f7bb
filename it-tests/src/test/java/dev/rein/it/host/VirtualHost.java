package dev.rein.it.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An agent that works on virtual threads, one for each task. {@code open 9000} on stdin opens a
 * file so often, {@code send 1000} sends so many requests; nothing is said before {@code passed},
 * which says how many opens and requests have gone through, or {@code probe}, which has another
 * virtual thread, which is no agent's, take many turns on the scheduler and say {@code alive}.
 */
public final class VirtualHost {
  private static final int TURNS = 100;

  private final ExecutorService threads;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Path input;
  private final URI server;
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  private VirtualHost(Path input, URI server) throws Throwable {
    this.threads = (ExecutorService) Later.call(Executors.class, "newVirtualThreadPerTaskExecutor");
    this.input = input;
    this.server = server;
  }

  /** Takes the file to open, and the server's URL. */
  public static void main(String[] args) throws Throwable {
    VirtualHost host = new VirtualHost(Path.of(args[0]), URI.create(args[1]));
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    System.out.println("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "open" -> host.start(Integer.parseInt(words[1]), host::open, host.opened);
        case "send" -> host.start(Integer.parseInt(words[1]), host::send, host.sent);
        case "probe" -> host.probe();
        default -> System.out.println(host.opened + " " + host.sent + " " + host.failed);
      }
    }
    System.exit(0);
  }

  /** What a task does. */
  private interface Task {
    void run() throws IOException, InterruptedException;
  }

  private void start(int count, Task task, AtomicInteger passed) {
    for (int i = 0; i < count; i++) {
      var unused = threads.submit(() -> Staff.of("coder").serve(() -> run(task, passed)));
    }
  }

  private void run(Task task, AtomicInteger passed) {
    try {
      task.run();
      passed.incrementAndGet();
    } catch (IOException | InterruptedException e) {
      failed.incrementAndGet();
    }
  }

  private void open() throws IOException {
    try (InputStream in = Files.newInputStream(input)) {
      Expect.that(in.read() >= 0);
    }
  }

  private void send() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(server).build();
    Expect.that(client.send(request, BodyHandlers.ofString()).statusCode() == 200);
  }

  private void probe() throws Exception {
    var alive =
        threads.submit(
            () -> {
              for (int turn = 0; turn < TURNS; turn++) {
                Thread.sleep(1);
              }
              return TURNS;
            });
    alive.get(1, TimeUnit.MINUTES);
    System.out.println("alive");
  }
}
