import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Spring's RestClient over Apache HttpClient 5. */
public final class Spring {
  private Spring() {}

  public static void main(String[] args) throws Exception {
    RestClient client =
        RestClient.builder()
            .requestFactory(
                new HttpComponentsClientHttpRequestFactory(HttpClients.createDefault()))
            .build();
    new Calls(args[0])
        .make(
            args[1],
            url -> client.get().uri(url).exchange((sent, answer) -> answer.getStatusCode().value()));
  }
}
