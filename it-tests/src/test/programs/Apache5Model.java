import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** Asks a model by Apache HttpClient 5. */
public final class Apache5Model {
  private Apache5Model() {}

  @SuppressWarnings("deprecation")
  public static void main(String[] args) throws Exception {
    try (CloseableHttpClient client =
        args[1].equals("minimal") ? HttpClients.createMinimal() : HttpClients.createDefault()) {
      Asks.make(
          args[0],
          (url, body, reading) -> {
            HttpPost post = new HttpPost(url);
            post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
            try (CloseableHttpResponse answer = client.execute(post)) {
              reading.read(answer.getEntity().getContent());
              return answer.getCode();
            }
          });
    }
  }
}
