package dev.rein.it;

import com.sun.net.httpserver.HttpServer;
import dev.rein.it.host.Work;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The servers that programs under test talk to, on loopback. */
final class ProgramServer implements AutoCloseable {
  private final ExecutorService executor = Executors.newFixedThreadPool(4);
  private final HttpServer server;
  private final EchoServer echo = EchoServer.start();

  private ProgramServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/ok", 200, Map.of());
    answer("/moved", 302, Map.of("Location", "/ok"));
    answer("/missing", 404, Map.of());
    answer("/too-often", 429, Map.of());
    answer("/busy", 503, Map.of("Retry-After", "1"));
    server.setExecutor(executor);
    server.start();
  }

  static ProgramServer start() throws IOException {
    return new ProgramServer();
  }

  private void answer(String path, int status, Map<String, String> headers) {
    server.createContext(
        path,
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          headers.forEach(exchange.getResponseHeaders()::set);
          exchange.sendResponseHeaders(status, 2);
          exchange.getResponseBody().write(new byte[] {'o', 'k'});
          exchange.close();
        });
  }

  /** With a slash at the end. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** Tells the program's JVM where an {@link EchoServer} listens. */
  String echoOption() {
    return "-D" + Work.ECHO_PORT + "=" + echo.port();
  }

  @Override
  public void close() throws IOException {
    echo.close();
    server.stop(0);
    executor.shutdownNow();
  }
}
