import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Apache HttpClient 5, which decompresses by itself. */
public final class Apache5Bodies {
  private Apache5Bodies() {}

  public static void main(String[] args) throws Exception {
    CloseableHttpClient client = HttpClients.custom().disableAutomaticRetries().build();
    new Bodies(args[0])
        .ask(
            (url, parts) -> {
              HttpPost post = new HttpPost(url);
              post.setEntity(new ByteArrayEntity(Bodies.QUESTION, ContentType.APPLICATION_JSON));
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
