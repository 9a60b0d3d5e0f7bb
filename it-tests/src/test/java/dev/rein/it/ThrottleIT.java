package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpServer;
import dev.rein.it.host.RushHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rate delays calls, fails none, and lets those of a higher priority go first. */
class ThrottleIT {
  private static final double PER_SECOND = 5;
  private static final double NANOS = 1e9;

  @TempDir Path folder;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
  private HttpServer server;

  /** A request, when the server got it. */
  private record Arrival(String path, long nanos) {}

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          arrivals.add(new Arrival(exchange.getRequestURI().getPath(), System.nanoTime()));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void noMoreThanTheRateGoThrough() throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path policy = workbench.policy("limits:\n  http.requests: {rate: 5/1s, then: throttle}\n");
    try (HostJvm host = start(workbench, policy)) {
      long begun = System.nanoTime();
      assertThat(host.ask("any 14")).as("requests that failed").isEmpty();
      assertThat(host.end()).isZero();
      assertThat(arrivals).hasSize(14);
      for (int i = 0; i < arrivals.size(); i++) {
        double seconds = (arrivals.get(i).nanos() - begun) / NANOS;
        assertThat((double) i + 1)
            .as("arrived within %s s", seconds)
            .isLessThanOrEqualTo(PER_SECOND + PER_SECOND * seconds);
      }
      JsonObject requests =
          ReinCli.view(workbench.ledgers())
              .of(host)
              .account()
              .getAsJsonObject("resources")
              .getAsJsonObject("http.requests");
      assertThat(requests.get("used").getAsLong()).isEqualTo(14);
      assertThat(requests.get("denied").getAsLong()).isZero();
      assertThat(requests.get("delayed").getAsLong()).isBetween(1L, 9L);
    }
  }

  @Test
  void higherPriorityGoesFirst() throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path policy =
        workbench.policy(
            """
            limits:
              http.requests: {rate: 5/1s, burst: 1, then: throttle}
            agents:
              crawler: {match: [{thread: low-*}], priority: low}
              answers: {match: [{thread: high-*}], priority: high}
            """);
    try (HostJvm host = start(workbench, policy)) {
      assertThat(host.ask("low 8 high 4")).isEmpty();
      assertThat(host.end()).isZero();
      List<String> order = arrivals.stream().map(Arrival::path).toList();
      assertThat(order).hasSize(12);
      assertThat(order.subList(8, 12))
          .as("those of low priority that were there before any other, in %s", order)
          .allMatch(path -> path.startsWith("/low-"));
      assertThat(ReinCli.view(workbench.ledgers()).of(host).usedByAccount("http.requests"))
          .containsEntry("crawler", 8L)
          .containsEntry("answers", 4L);
    }
  }

  private HostJvm start(Workbench workbench, Path policy) throws IOException {
    return HostCommand.on(Jdk.ofThisBuild())
        .rein(workbench.ledgers(), policy)
        .start(RushHost.class, "http://127.0.0.1:" + server.getAddress().getPort() + "/")
        .awaitReady();
  }
}
