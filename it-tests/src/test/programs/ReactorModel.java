import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;

/** Asks a model by Reactor Netty. */
public final class ReactorModel {
  private ReactorModel() {}

  public static void main(String[] args) throws Exception {
    HttpClient client =
        HttpClient.create()
            .headers(headers -> headers.set("Content-Type", "application/json"))
            .followRedirect(true);
    Asks.make(
        args[0],
        (url, body, reading) ->
            client
                .post()
                .uri(url)
                .send(
                    args[1].equals("mono")
                        ? ByteBufFlux.fromString(Mono.just(body))
                        : ByteBufFlux.fromString(
                            Flux.just(body.substring(0, 50), body.substring(50))))
                .response(
                    (answer, content) ->
                        (reading.isEarly() ? content.take(1) : content)
                            .doOnNext(part -> reading.read(part.readableBytes()))
                            .then(Mono.just(answer.status().code())))
                .blockLast());
  }
}
