import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;

/** Asks a model by Apache HttpClient 4. */
public final class Apache4Model {
  private Apache4Model() {}

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
              return answer.getStatusLine().getStatusCode();
            }
          });
    }
  }
}
