package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.rein.it.host.VirtualHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten thousand paused virtual threads hold no carrier, and all go on. */
@Tag("alone")
class VirtualPauseIT {
  private static final String POLICY =
      """
      agents:
        coder:
          match:
            - method: dev.rein.it.host.Staff$Coder.serve
          limits:
            files.read: {budget: 100, then: pause}
            http.in_flight: {at-most: 20, then: throttle, longest-wait: 10m}
      """;

  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void carriersAreFree(Jdk jdk) throws IOException, InterruptedException {
    assumeTrue(jdk.feature() >= 21, "virtual threads came with JDK 21");
    Workbench workbench = Workbench.in(folder);
    ExecutorService threads = Executors.newCachedThreadPool();
    HttpServer server = serve(threads);
    try (HostJvm host =
        HostCommand.on(jdk)
            .jvmOptions(
                "-Djdk.virtualThreadScheduler.parallelism=2",
                "-Djdk.virtualThreadScheduler.maxPoolSize=2")
            .rein(workbench.ledgers(), workbench.policy(POLICY))
            .start(
                VirtualHost.class,
                workbench.folder().resolve("input.txt").toString(),
                "http://127.0.0.1:" + server.getAddress().getPort() + "/")
            .awaitReady()) {
      Steered steered = new Steered(host, workbench.ledgers());
      host.say("open 9100");
      Await.that("all but the budget wait", () -> steered.waiting("coder") == 9000);
      host.say("send 1000");
      Await.that("the others wait too", () -> steered.waiting("coder") == 10_000);
      steered.does("passed", "100 0 0");
      steered.does("probe", "alive");
      assertThat(steered.view().used("files.read")).isEqualTo(100);

      steered.ok("limit", "coder", "files.read", "9100");
      Await.that("all have gone on", () -> steered.waiting("coder") == 0);
      Await.that("and are through", () -> passed(host).equals("9100 1000 0"));
      assertThat(host.end()).isZero();
      Ledgers.Jvm jvm = steered.view();
      assertThat(jvm.used("files.read")).isEqualTo(9100);
      assertThat(jvm.used("http.requests")).isEqualTo(1000);
      assertThat(jvm.denied("files.read")).isZero();
    } finally {
      server.stop(0);
      threads.shutdownNow();
    }
  }

  private static String passed(HostJvm host) throws IOException {
    host.say("passed");
    return host.readLine();
  }

  private static HttpServer serve(ExecutorService threads) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
