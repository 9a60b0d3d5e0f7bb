import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.Dsl;

/** async-http-client, which sends through Netty. */
public final class AsyncHttp {
  private AsyncHttp() {}

  public static void main(String[] args) throws Exception {
    try (AsyncHttpClient client =
        Dsl.asyncHttpClient(Dsl.config().setFollowRedirect(true).setMaxRequestRetry(0))) {
      Calls.Way way =
          args[1].equals("future")
              ? url -> client.prepareGet(url).execute().get().getStatusCode()
              : url ->
                  client
                      .prepareGet(url)
                      .execute()
                      .toCompletableFuture()
                      .thenApply(answer -> answer.getStatusCode())
                      .get();
      new Calls(args[0]).make(args[1], way);
    }
  }
}
