import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Asks a model by OkHttp, executed or enqueued. */
public final class OkModel {
  private OkModel() {}

  @SuppressWarnings("deprecation")
  public static void main(String[] args) throws Exception {
    OkHttpClient client = new OkHttpClient();
    Asks.make(
        args[0],
        (url, body, reading) -> {
          Request request =
              new Request.Builder()
                  .url(url)
                  .header("Accept-Encoding", "gzip")
                  .post(RequestBody.create(MediaType.parse("application/json"), body))
                  .build();
          Call call = client.newCall(request);
          try (AutoCloseable open = () -> {}) {
            Response answer = args[1].equals("execute") ? call.execute() : enqueue(call);
            reading.read(answer.body().byteStream());
            answer.body().close();
            return answer.code();
          }
        });
    System.exit(0);
  }

  private static Response enqueue(Call call) throws Exception {
    CompletableFuture<Response> future = new CompletableFuture<>();
    call.enqueue(
        new Callback() {
          @Override
          public void onResponse(Call same, Response answer) {
            future.complete(answer);
          }

          @Override
          public void onFailure(Call same, java.io.IOException failure) {
            future.completeExceptionally(failure);
          }
        });
    return future.get();
  }
}
