package dev.rein.it.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Hooked calls that are dear by themselves: HTTP requests on loopback, threads, processes. */
public class OtherCalls {
  @Benchmark
  public void startThread() throws InterruptedException {
    Thread thread = new Thread(() -> {});
    thread.start();
    thread.join();
  }

  @Benchmark
  public int startProcess() throws IOException, InterruptedException {
    return new ProcessBuilder("true").start().waitFor();
  }

  @Benchmark
  public int httpUrlConnection(Server server) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) server.url.openConnection();
    try (InputStream in = connection.getInputStream()) {
      return in.readAllBytes().length;
    }
  }

  @Benchmark
  public int httpClient(Server server) throws IOException, InterruptedException {
    return server.client.send(server.request, BodyHandlers.ofByteArray()).body().length;
  }

  /** A server in a JVM of its own, which Rein is not in, and clients for it. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls start() first.
  public static class Server {
    private final HttpClient client = HttpClient.newHttpClient();
    private Process process;
    private URL url;
    private HttpRequest request;

    @Setup
    public void start() throws IOException {
      process =
          new ProcessBuilder(
                  Jvms.java(System.getProperty("java.home")),
                  "-cp",
                  System.getProperty("java.class.path"),
                  LoopbackServer.class.getName())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      URI address = URI.create(process.inputReader().readLine());
      url = address.toURL();
      request = HttpRequest.newBuilder(address).build();
    }

    @TearDown
    public void stop() {
      process.destroy();
    }
  }
}
