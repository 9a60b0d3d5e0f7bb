package dev.rein.it.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Answers every request with a few bytes; prints its address when it is ready. */
public final class LoopbackServer {
  private LoopbackServer() {}

  public static void main(String[] arguments) throws IOException {
    // Else two small packets an answer wait for one another, 40 ms each time.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    byte[] answer = "ok".getBytes(UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    System.out.println("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }
}
