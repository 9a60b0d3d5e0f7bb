import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Reactor Netty, told to decompress. */
public final class ReactorBodies {
  private ReactorBodies() {}

  public static void main(String[] args) throws Exception {
    HttpClient client = HttpClient.create().compress(true).disableRetry(true);
    new Bodies(args[0])
        .ask(
            (url, parts) ->
                client
                    .post()
                    .uri(url)
                    .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(Bodies.QUESTION)))
                    .responseContent()
                    .asByteArray()
                    .takeWhile(part -> take(parts, part))
                    .blockLast());
  }

  private static boolean take(Bodies.Parts parts, byte[] part) {
    try {
      return parts.take(part, 0, part.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
