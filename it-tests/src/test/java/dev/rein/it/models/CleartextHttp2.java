package dev.rein.it.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.nio.support.BasicResponseProducer;
import org.apache.hc.core5.http.nio.support.classic.AbstractClassicEntityProducer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.io.CloseMode;

/** The front of a {@link ProviderServer} for clients that speak HTTP/2 without asking or TLS. */
// What is to take the place of the producer that is deprecated needs thrice the code.
@SuppressWarnings("deprecation")
public final class CleartextHttp2
    implements AsyncServerRequestHandler<Message<org.apache.hc.core5.http.HttpRequest, byte[]>>,
        AutoCloseable {
  private static final int BUFFER_BYTES = 4_096;

  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final HttpClient behind =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpAsyncServer server;
  private final String behindUrl;
  private final int port;

  private CleartextHttp2(String behindUrl) throws IOException, InterruptedException {
    this.behindUrl = behindUrl;
    this.server =
        H2ServerBootstrap.bootstrap()
            .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_2)
            .setCanonicalHostName("127.0.0.1")
            .register("*", this)
            .create();
    server.start();
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      this.port =
          ((InetSocketAddress) server.listen(any, URIScheme.HTTP).get().getAddress()).getPort();
    } catch (ExecutionException e) {
      throw new IOException("cannot listen", e);
    }
  }

  /** Starts one that hands on to this server. */
  public static CleartextHttp2 before(ProviderServer server)
      throws IOException, InterruptedException {
    return new CleartextHttp2(server.url());
  }

  /** Without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public AsyncRequestConsumer<Message<org.apache.hc.core5.http.HttpRequest, byte[]>> prepare(
      org.apache.hc.core5.http.HttpRequest request, EntityDetails entity, HttpContext context) {
    return new BasicRequestConsumer<>(new BasicAsyncEntityConsumer());
  }

  @Override
  public void handle(
      Message<org.apache.hc.core5.http.HttpRequest, byte[]> asked,
      ResponseTrigger response,
      HttpContext context) {
    executor.execute(
        () -> {
          try {
            HttpRequest request =
                HttpRequest.newBuilder(URI.create(behindUrl + asked.getHead().getRequestUri()))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(asked.getBody()))
                    .build();
            handOn(
                behind.send(request, HttpResponse.BodyHandlers.ofInputStream()), response, context);
          } catch (Exception e) {
            throw new IllegalStateException("cannot hand on", e);
          }
        });
  }

  private void handOn(
      HttpResponse<InputStream> answer, ResponseTrigger response, HttpContext context)
      throws Exception {
    BasicHttpResponse head = new BasicHttpResponse(answer.statusCode());
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (name.startsWith("x-amzn-") || name.equals("retry-after")) {
                head.addHeader(name, values.get(0));
              }
            });
    ContentType type =
        ContentType.parse(answer.headers().firstValue("content-type").orElse("text/plain"));
    response.submitResponse(
        new BasicResponseProducer(head, new Copy(answer.body(), type)), context);
  }

  /** A body that is handed on as it comes; one that breaks off resets the stream. */
  private final class Copy extends AbstractClassicEntityProducer {
    private final InputStream body;

    Copy(InputStream body, ContentType type) {
      super(BUFFER_BYTES, type, executor);
      this.body = body;
    }

    @Override
    protected void produceData(ContentType type, OutputStream out) throws IOException {
      byte[] buffer = new byte[BUFFER_BYTES];
      try (body) {
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
          out.write(buffer, 0, n);
          out.flush();
        }
      }
      // Not after a failure: that would be the end of a whole body.
      out.close();
    }
  }

  @Override
  public void close() {
    server.close(CloseMode.IMMEDIATE);
    executor.shutdownNow();
  }
}
