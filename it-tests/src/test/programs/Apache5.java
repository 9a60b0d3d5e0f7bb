import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.fluent.Request;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** Apache HttpClient 5, in each of its ways. */
public final class Apache5 {
  private Apache5() {}

  public static void main(String[] args) throws Exception {
    Calls calls = new Calls(args[0]);
    switch (args[1]) {
      case "fluent" ->
          calls.make("fluent", url -> Request.get(url).execute().returnResponse().getCode());
      case "async" -> async(calls, args[1], HttpAsyncClients.createDefault());
      case "async-minimal" -> async(calls, args[1], HttpAsyncClients.createMinimal());
      case "minimal" -> classic(calls, args[1], HttpClients.createMinimal());
      default -> classic(calls, args[1], HttpClients.createDefault());
    }
  }

  private static void classic(Calls calls, String name, CloseableHttpClient client)
      throws Exception {
    calls.make(
        name,
        url -> {
          try (CloseableHttpResponse answer = client.execute(new HttpGet(url))) {
            EntityUtils.consume(answer.getEntity());
            return answer.getCode();
          }
        });
  }

  private static void async(Calls calls, String name, CloseableHttpAsyncClient client)
      throws Exception {
    try (client) {
      client.start();
      calls.make(
          name,
          url -> {
            Callback callback = new Callback();
            client.execute(new SimpleHttpRequest("GET", URI.create(url)), callback);
            return callback.answer.get().getCode();
          });
    }
  }

  private static final class Callback implements FutureCallback<SimpleHttpResponse> {
    final CompletableFuture<SimpleHttpResponse> answer = new CompletableFuture<>();

    @Override
    public void completed(SimpleHttpResponse result) {
      answer.complete(result);
    }

    @Override
    public void failed(Exception failure) {
      answer.completeExceptionally(failure);
    }

    @Override
    public void cancelled() {
      answer.cancel(false);
    }
  }
}
