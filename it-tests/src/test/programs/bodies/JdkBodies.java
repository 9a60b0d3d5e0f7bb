import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;

/** The JDK's clients: the new one by a subscriber or by a stream, and the old one. */
public final class JdkBodies {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private JdkBodies() {}

  public static void main(String[] args) throws Exception {
    Bodies.Way way =
        switch (args[1]) {
          case "subscriber" -> JdkBodies::subscribe;
          case "stream" ->
              (url, parts) -> {
                HttpResponse<InputStream> answer =
                    CLIENT.send(request(url), HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = answer.body()) {
                  parts.readAll(body, url.contains("oddly"));
                }
              };
          default -> JdkBodies::old;
        };
    new Bodies(args[0]).ask(way);
  }

  private static HttpRequest request(String url) {
    return HttpRequest.newBuilder(URI.create(url))
        .POST(HttpRequest.BodyPublishers.ofByteArray(Bodies.QUESTION))
        .build();
  }

  private static void subscribe(String url, Bodies.Parts parts) throws Exception {
    Taker taker = new Taker(parts);
    try {
      CompletableFuture<?> answer =
          CLIENT.sendAsync(request(url), HttpResponse.BodyHandlers.fromSubscriber(taker));
      // Of an answer that is given up, the client says nothing more.
      CompletableFuture.anyOf(answer, taker.enough).get();
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }

  private static void old(String url, Bodies.Parts parts) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setDoOutput(true);
    connection.setRequestMethod("POST");
    try (OutputStream body = connection.getOutputStream()) {
      body.write(Bodies.QUESTION);
    }
    try {
      parts.readAll(connection.getInputStream(), url.contains("oddly"));
    } finally {
      connection.disconnect();
    }
  }

  /** Takes the parts of each list, one list at a time. */
  private static final class Taker implements Flow.Subscriber<List<ByteBuffer>> {
    final CompletableFuture<Void> enough = new CompletableFuture<>();
    private final Bodies.Parts parts;
    private Flow.Subscription subscription;

    Taker(Bodies.Parts parts) {
      this.parts = parts;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> list) {
      for (ByteBuffer part : list) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        try {
          if (!parts.take(bytes, 0, bytes.length)) {
            subscription.cancel();
            enough.complete(null);
            return;
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      subscription.request(1);
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
