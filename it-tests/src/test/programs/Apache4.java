import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

/** Apache HttpClient 4.3 and later. */
public final class Apache4 {
  private Apache4() {}

  public static void main(String[] args) throws Exception {
    CloseableHttpClient client =
        args[1].equals("minimal") ? HttpClients.createMinimal() : HttpClients.createDefault();
    Calls.Way way =
        args[1].equals("handler")
            ? url ->
                client.execute(
                    new HttpGet(url),
                    answer -> {
                      EntityUtils.consume(answer.getEntity());
                      return answer.getStatusLine().getStatusCode();
                    })
            : url -> {
              try (CloseableHttpResponse answer = client.execute(new HttpGet(url))) {
                EntityUtils.consume(answer.getEntity());
                return answer.getStatusLine().getStatusCode();
              }
            };
    new Calls(args[0]).make(args[1], way);
  }
}
