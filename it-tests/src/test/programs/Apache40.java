import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.DefaultHttpClient;

/** Apache HttpClient as it was before 4.3. */
public final class Apache40 {
  private Apache40() {}

  @SuppressWarnings("deprecation")
  public static void main(String[] args) throws Exception {
    DefaultHttpClient client = new DefaultHttpClient();
    new Calls(args[0])
        .make(
            args[1],
            url -> {
              HttpResponse answer = client.execute(new HttpGet(url));
              answer.getEntity().consumeContent();
              return answer.getStatusLine().getStatusCode();
            });
  }
}
