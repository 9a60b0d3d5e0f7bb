import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** OkHttp, executed or enqueued. */
public final class Ok {
  private Ok() {}

  public static void main(String[] args) throws Exception {
    OkHttpClient client = new OkHttpClient();
    Calls.Way way =
        args[1].equals("execute")
            ? url -> status(call(client, url).execute())
            : url -> {
              CompletableFuture<Integer> status = new CompletableFuture<>();
              call(client, url).enqueue(new Statuses(status));
              return status.get();
            };
    new Calls(args[0]).make(args[1], way);
    System.exit(0);
  }

  private static Call call(OkHttpClient client, String url) {
    return client.newCall(new Request.Builder().url(url).build());
  }

  static int status(Response answer) {
    answer.body().close();
    return answer.code();
  }

  private record Statuses(CompletableFuture<Integer> status) implements Callback {
    @Override
    public void onResponse(Call call, Response answer) {
      status.complete(status(answer));
    }

    @Override
    public void onFailure(Call call, IOException failure) {
      status.completeExceptionally(failure);
    }

    private static int status(Response answer) {
      return Ok.status(answer);
    }
  }
}
