package dev.rein.agent.view.web;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server of {@code rein serve}, with a bound on all that clients can make it hold. */
public final class WebServer implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 300;
  private static final int MOST_THREADS = 32;
  private static final int MOST_QUEUED = 1024;
  private static final int LARGEST_HEADERS = 8 * 1024;
  private static final int IDLE_MILLIS = 30_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Server server;
  private final ServerConnector connector;

  private WebServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Listens, and answers from what the watch publishes.
   *
   * @param address with port 0 for any that is free
   * @throws IOException saying in one line why there is no server
   */
  public static WebServer start(
      InetSocketAddress address, AccessToken token, LedgerWatch watch, Steering steering)
      throws IOException {
    return start(address, token, watch, steering, PATIENCE);
  }

  /**
   * @param patience how long one request may take, to the last byte of its answer
   */
  static WebServer start(
      InetSocketAddress address,
      AccessToken token,
      LedgerWatch watch,
      Steering steering,
      Duration patience)
      throws IOException {
    if (address.isUnresolved()) {
      throw new IOException("there is no address " + address.getHostString());
    }
    QueuedThreadPool threads =
        new QueuedThreadPool(MOST_THREADS, 4, IDLE_MILLIS, new ArrayBlockingQueue<>(MOST_QUEUED));
    threads.setName("rein-serve");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
    connector.setHost(address.getAddress().getHostAddress());
    connector.setPort(address.getPort());
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptQueueSize(128);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
    Patience limits = new Patience(patience);
    connector.addBean(limits);
    EventStreams streams = new EventStreams();
    watch.listen(streams::tell);
    List<Route> routes = new ArrayList<>(new Api(watch::snapshot, steering).routes());
    routes.add(new Route("GET", StaticPage.OPENAPI, List.of(), (p, body) -> StaticPage.openApi()));
    server.setHandler(
        new Entrance(
            token,
            address.getAddress().isLoopbackAddress(),
            watch::snapshot,
            streams,
            routes,
            limits));
    server.setErrorHandler(
        (request, response, callback) -> {
          Entrance.protect(response);
          int status = response.getStatus();
          return Entrance.send(response, callback, Answer.error(status, "HTTP status " + status));
        });
    WebServer started = started(new WebServer(server, connector), address);
    limits.watch(server.getScheduler());
    return started;
  }

  private static WebServer started(WebServer server, InetSocketAddress address) throws IOException {
    try {
      server.server.start();
      return server;
    } catch (Exception e) {
      server.close();
      Throwable cause = e.getCause() instanceof BindException ? e.getCause() : e;
      throw new IOException(
          "cannot listen at "
              + address.getHostString()
              + " port "
              + address.getPort()
              + ": "
              + reason(String.valueOf(cause.getMessage())),
          e);
    }
  }

  private static String reason(String message) {
    if (message.contains("in use")) {
      return "it is taken; --port names another";
    }
    return message.contains("requested address")
        ? "that is no address of this machine; --host names another"
        : message;
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setRequestHeaderSize(LARGEST_HEADERS);
    http.setIdleTimeout(IDLE_MILLIS);
    // A body that is not wanted is not read: the connection ends. Without this one read no end of
    // a request is seen at all, and each connection would end after its first, without a word.
    http.setMaxUnconsumedRequestContentReads(1);
    // An account's id holds slashes; paths are taken apart before they are decoded.
    http.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "rein", Violation.AMBIGUOUS_PATH_SEPARATOR, Violation.AMBIGUOUS_PATH_ENCODING));
    return http;
  }

  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      // The process ends, and its sockets with it.
    }
  }
}
