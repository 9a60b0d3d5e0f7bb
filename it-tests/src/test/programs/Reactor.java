import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Reactor Netty: waiting for the Mono, or for a future. */
public final class Reactor {
  private Reactor() {}

  public static void main(String[] args) throws Exception {
    HttpClient client = HttpClient.create().followRedirect(true);
    Calls.Way way =
        args[1].equals("block")
            ? url -> status(client, url).block()
            : url -> status(client, url).toFuture().get();
    new Calls(args[0]).make(args[1], way);
  }

  private static Mono<Integer> status(HttpClient client, String url) {
    return client
        .get()
        .uri(url)
        .responseSingle(
            (answer, body) ->
                body.asString().defaultIfEmpty("").map(text -> answer.status().code()));
  }
}
