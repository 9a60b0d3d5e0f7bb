package dev.rein.it.demo.model;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** Serves the scripted model on loopback, on a port that {@code READY <port>} tells on stdout. */
public final class ModelServer {
  private ModelServer() {}

  /**
   * Serves until stdin closes, so that it never outlives who started it.
   *
   * @param args see {@link ServerOptions}
   */
  public static void main(String[] args) throws IOException {
    ServerOptions options = ServerOptions.parse(args);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/chat/completions",
        new ChatEndpoint(
            new ScriptedModel(options.turns()), options.latencyMillis(), options.rateLimitEvery()));
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    System.out.println("READY " + server.getAddress().getPort());
    drain(System.in);
    System.exit(0);
  }

  private static void drain(InputStream in) throws IOException {
    while (in.read() >= 0) {
      // Nothing is said to it; only the end counts.
    }
  }
}
