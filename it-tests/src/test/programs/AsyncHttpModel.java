import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.Dsl;
import org.asynchttpclient.Response;

/** Asks a model by async-http-client, which keeps answers whole. */
public final class AsyncHttpModel {
  private AsyncHttpModel() {}

  public static void main(String[] args) throws Exception {
    try (AsyncHttpClient client = Dsl.asyncHttpClient(Dsl.config().setMaxRequestRetry(0))) {
      Asks.make(
          args[0],
          (url, body, reading) -> {
            Response answer =
                client
                    .preparePost(url)
                    .setHeader("Content-Type", "application/json")
                    .setBody(body)
                    .execute()
                    .get();
            reading.read(answer.getResponseBodyAsBytes().length);
            return answer.getStatusCode();
          });
    }
  }
}
