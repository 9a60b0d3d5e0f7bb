package dev.rein.it.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;

/** Providers of models on loopback, at one port. */
public final class ProviderServer implements AutoCloseable {
  static {
    // Or each part waits until the client has acknowledged the one before.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final AtomicInteger numbers = new AtomicInteger();
  private final Set<String> tried = ConcurrentHashMap.newKeySet();
  private final Tally tally = new Tally();
  private final List<Protocol> protocols;
  private final HttpServer server;

  private ProviderServer(List<Protocol> protocols) throws IOException {
    this.protocols = protocols;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(executor);
    server.start();
  }

  /** Starts one; the first protocol that serves a path answers. */
  public static ProviderServer start(Protocol... protocols) throws IOException {
    return new ProviderServer(List.of(protocols));
  }

  /** Without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What it has told so far. */
  public Tally tally() {
    return tally;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String path = exchange.getRequestURI().getPath();
    for (Protocol protocol : protocols) {
      if (exchange.getRequestMethod().equals("POST") && protocol.serves(path)) {
        answer(exchange, protocol, text);
        return;
      }
    }
    exchange.sendResponseHeaders(404, -1);
    exchange.close();
  }

  private void answer(HttpExchange exchange, Protocol protocol, String text) throws IOException {
    JsonObject body = JsonParser.parseString(text).getAsJsonObject();
    Script.Marked marked = Script.Marked.in(text);
    Script script = marked.script();
    int number = numbers.incrementAndGet();
    Ask ask =
        new Ask(
            exchange.getRequestURI().getPath(),
            query(exchange),
            body,
            number,
            script,
            Usage.ofCall(number, script));
    Reply reply = protocol.reply(ask);
    boolean first = tried.add(script + "/" + marked.key());
    if (script == Script.REFUSED) {
      fail(exchange, protocol, reply, 400);
    } else if (script == Script.LIMITED && first) {
      exchange.getResponseHeaders().set("Retry-After", "0");
      fail(exchange, protocol, reply, 429);
    } else if (script == Script.FAILING && first) {
      fail(exchange, protocol, reply, 500);
    } else {
      succeed(exchange, reply, script, script == Script.GZIP && accepts(exchange, "gzip"));
    }
  }

  private static String query(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    return query == null ? "" : query;
  }

  private void fail(HttpExchange exchange, Protocol protocol, Reply reply, int status)
      throws IOException {
    byte[] document = protocol.error(status).toString().getBytes(UTF_8);
    tally.request(reply.model(), status);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, document.length);
    exchange.getResponseBody().write(document);
    exchange.close();
  }

  private static boolean accepts(HttpExchange exchange, String encoding) {
    String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    return accepted != null && accepted.contains(encoding);
  }

  private void succeed(HttpExchange exchange, Reply reply, Script script, boolean compressed)
      throws IOException {
    tally.request(reply.model(), 200);
    exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    if (compressed) {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    exchange.sendResponseHeaders(200, 0);
    OutputStream chunks = exchange.getResponseBody();
    OutputStream out = compressed ? new GZIPOutputStream(chunks, 512, true) : chunks;
    if (script == Script.BROKEN) {
      breakOff(reply, out);
    }
    List<Reply.Part> parts = reply.parts();
    for (Reply.Part part : parts.subList(0, parts.size() - 1)) {
      send(out, part.bytes());
    }
    // Before the last of it is there: who has read that may look at the tally at once.
    Usage told = reply.told();
    if (told != null) {
      tally.told(reply.model(), told);
    }
    send(out, parts.get(parts.size() - 1).bytes());
    out.close();
    exchange.close();
  }

  /** The server closes the connection of a handler that throws, with no last chunk. */
  private static void breakOff(Reply reply, OutputStream out) throws IOException {
    List<Reply.Part> parts = reply.parts();
    for (int i = 0; i < parts.size() / 2; i++) {
      send(out, parts.get(i).bytes());
    }
    byte[] half = parts.get(parts.size() / 2).bytes();
    out.write(half, 0, half.length / 2);
    out.flush();
    throw new IOException("broken off, as the script says");
  }

  private static void send(OutputStream out, byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    LockSupport.parkNanos(PAUSE_NANOS);
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
