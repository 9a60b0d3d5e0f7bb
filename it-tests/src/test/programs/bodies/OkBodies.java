import java.io.InputStream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** OkHttp, which decompresses by itself. */
public final class OkBodies {
  private OkBodies() {}

  public static void main(String[] args) throws Exception {
    OkHttpClient client = new OkHttpClient();
    new Bodies(args[0])
        .ask(
            (url, parts) -> {
              RequestBody question = RequestBody.create(Bodies.QUESTION);
              Request request = new Request.Builder().url(url).post(question).build();
              try (Response answer = client.newCall(request).execute();
                  InputStream body = answer.body().byteStream()) {
                parts.readAll(body, url.contains("oddly"));
              }
            });
  }
}
