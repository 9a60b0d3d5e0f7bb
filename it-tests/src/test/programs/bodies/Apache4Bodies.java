import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;

/** Apache HttpClient 4, which decompresses by itself. */
public final class Apache4Bodies {
  private Apache4Bodies() {}

  public static void main(String[] args) throws Exception {
    CloseableHttpClient client = HttpClients.custom().disableAutomaticRetries().build();
    new Bodies(args[0])
        .ask(
            (url, parts) -> {
              HttpPost post = new HttpPost(url);
              post.setEntity(new ByteArrayEntity(Bodies.QUESTION));
              try (CloseableHttpResponse answer = client.execute(post)) {
                try {
                  parts.readAll(answer.getEntity().getContent(), url.contains("oddly"));
                } finally {
                  post.abort();
                }
              }
            });
  }
}
