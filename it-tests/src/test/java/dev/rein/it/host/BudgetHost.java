package dev.rein.it.host;

import dev.rein.api.Rein;
import dev.rein.api.Scope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * Eight agents that ask a model at once until they are refused, half of them for streams. Each
 * prints its name and why. Ends by itself.
 */
public final class BudgetHost {
  private static final int AGENTS = 8;

  /** So that one that nobody stops does end. */
  private static final int MOST_CALLS = 100;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI endpoint;
  private final String prompt;

  private BudgetHost(URI endpoint, String prompt) {
    this.endpoint = endpoint;
    this.prompt = prompt;
  }

  /** Takes the server and the number of letters of a prompt. */
  public static void main(String[] args) throws InterruptedException {
    URI endpoint = URI.create(args[0] + "/v1/chat/completions");
    BudgetHost host = new BudgetHost(endpoint, "x".repeat(Integer.parseInt(args[1])));
    System.out.println("ready");
    List<Thread> agents = new ArrayList<>();
    for (int i = 0; i < AGENTS; i++) {
      boolean streams = i % 2 == 0;
      String name = "agent-" + i;
      agents.add(new Thread(() -> host.work(name, streams)));
    }
    agents.forEach(Thread::start);
    for (Thread agent : agents) {
      agent.join();
    }
    System.out.println("done");
  }

  @SuppressWarnings("try") // A scope is there to be closed.
  private void work(String name, boolean streams) {
    try (Scope scope = Rein.agent(name)) {
      for (int i = 0; i < MOST_CALLS; i++) {
        ask(streams);
      }
      System.out.println(name + " was never refused");
    } catch (IOException refused) {
      System.out.println(name + " " + refused.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(boolean streams) throws IOException, InterruptedException {
    String how = streams ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}" : "";
    String body =
        "{\"model\":\"budget-loopback\",\"max_tokens\":500"
            + how
            + ",\"messages\":[{\"role\":\"user\",\"content\":\""
            + prompt
            + "\"}]}";
    HttpRequest request =
        HttpRequest.newBuilder(endpoint).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("status " + answer.statusCode());
    }
  }
}
