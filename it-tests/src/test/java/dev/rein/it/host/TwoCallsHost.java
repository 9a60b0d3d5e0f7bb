package dev.rein.it.host;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks a model twice, one call right after the other, with a key. Ends by itself. */
public final class TwoCallsHost {
  private TwoCallsHost() {}

  /** Takes the server, the key, and the prompt. */
  public static void main(String[] args) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(args[0] + "/v1/chat/completions?key=" + args[1]))
            .header("Authorization", "Bearer " + args[1])
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"model\":\"two\",\"messages\":[{\"role\":\"user\",\"content\":\""
                        + args[2]
                        + "\"}]}"))
            .build();
    System.out.println("ready");
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      System.out.println("status " + answer.statusCode());
    }
    System.out.println("done");
  }
}
