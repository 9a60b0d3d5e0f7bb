package dev.rein.it.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rein.api.Deliverable;
import dev.rein.api.Rein;
import dev.rein.api.Scope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Works for tenants: {@code work} does some of everything within jobs and says {@code done}, {@code
 * refuse 100} tries to read what it must not so often and says which, a line each.
 */
@SuppressWarnings("try") // Scopes are there to be closed.
public final class AuditHost {
  private final ExecutorService pool = Executors.newFixedThreadPool(1);
  private final Path folder;
  private final String server;

  private AuditHost(Path folder, String server) {
    this.folder = folder;
    this.server = server;
  }

  /** Takes the folder to work in, and the server's URL with a slash at its end. */
  public static void main(String[] args) throws Throwable {
    AuditHost host = new AuditHost(Path.of(args[0]), args[1]);
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    System.out.println("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("refuse")) {
        host.refuse(Integer.parseInt(words[1]));
      } else {
        host.work();
      }
      System.out.println("done");
    }
    System.exit(0);
  }

  private void refuse(int times) {
    try (Scope job = Rein.job("forbidden", "acme")) {
      for (int i = 0; i < times; i++) {
        String name = "secret-" + i + ".txt";
        try {
          Files.readAllBytes(folder.resolve(name));
        } catch (IOException refused) {
          System.out.println(name);
        }
      }
    }
  }

  private void work() throws Throwable {
    Files.write(folder.resolve("pooled"), new byte[] {1});
    try (Scope job = Rein.job("build-42", "acme");
        Scope agent = Rein.agent("coder")) {
      inPool(() -> read("pooled"));
      inPool(() -> read("pooled"));
      inPool(() -> read("secret-of-pool"));
      try (Scope inner = Rein.job("build-42/step")) {
        onThread(() -> read("secret-of-thread"));
      }
      if (Runtime.version().feature() >= 21) {
        ExecutorService virtual =
            (ExecutorService) Later.call(Executors.class, "newVirtualThreadPerTaskExecutor");
        virtual.submit(() -> read("secret-of-virtual")).get();
      }
      new ProcessBuilder("true").start().waitFor();
      ask("too-often");
      ask("busy");
      Rein.deliver(Deliverable.OTHER, "all is built");
    }
    try (Scope job = Rein.job("build-43", "other")) {
      inPool(() -> read("secret-of-other"));
    }
    inPool(() -> read("secret-of-nobody"));
  }

  private void inPool(Runnable task) throws Exception {
    Future<?> done = pool.submit(task);
    done.get();
  }

  private static void onThread(Runnable task) throws InterruptedException {
    Thread thread = new Thread(task);
    thread.start();
    thread.join();
  }

  private void read(String name) {
    try {
      Files.readAllBytes(folder.resolve(name));
    } catch (IOException refusedOrNotThere) {
      // Whether it is one or the other is for the log to say.
    }
  }

  private void ask(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server + path)).build();
    HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
  }
}
