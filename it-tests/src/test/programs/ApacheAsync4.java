import java.util.concurrent.CompletableFuture;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;

/** Apache HttpAsyncClient 4: with a callback, or waiting for the future. */
public final class ApacheAsync4 {
  private ApacheAsync4() {}

  public static void main(String[] args) throws Exception {
    try (CloseableHttpAsyncClient client =
        args[1].equals("minimal")
            ? HttpAsyncClients.createMinimal()
            : HttpAsyncClients.createDefault()) {
      client.start();
      Calls.Way way =
          args[1].equals("future")
              ? url ->
                  client.execute(new HttpGet(url), null).get().getStatusLine().getStatusCode()
              : url -> {
                Callback callback = new Callback();
                client.execute(new HttpGet(url), callback);
                return callback.answer.get().getStatusLine().getStatusCode();
              };
      // The minimal client of 4.1.5 never tells that it could not connect.
      new Calls(args[0], !args[1].equals("minimal")).make(args[1], way);
    }
  }

  private static final class Callback implements FutureCallback<HttpResponse> {
    final CompletableFuture<HttpResponse> answer = new CompletableFuture<>();

    @Override
    public void completed(HttpResponse result) {
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
