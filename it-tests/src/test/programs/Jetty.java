import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.HttpClient;

/** Jetty's client before 12. */
public final class Jetty {
  private Jetty() {}

  public static void main(String[] args) throws Exception {
    HttpClient client = new HttpClient();
    client.start();
    Calls.Way way =
        args[1].equals("send")
            ? url -> client.newRequest(url).send().getStatus()
            : url -> {
              CompletableFuture<Integer> status = new CompletableFuture<>();
              client
                  .newRequest(url)
                  .send(
                      result -> {
                        if (result.isFailed()) {
                          status.completeExceptionally(result.getFailure());
                        } else {
                          status.complete(result.getResponse().getStatus());
                        }
                      });
              return status.get();
            };
    new Calls(args[0]).make(args[1], way);
    client.stop();
  }
}
