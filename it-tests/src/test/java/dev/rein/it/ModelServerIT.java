package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demo's model server speaks the chat-completions protocol as its clients know it. */
final class ModelServerIT {
  private static final String QUESTION =
      "\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"Plan it.\"}]";

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void answersWithADocumentThatSaysTheUsage() throws Exception {
    try (DemoProcess server = DemoProcess.start("model.ModelServer")) {
      JsonObject answer = json(post(server.modelUrl(), "{" + QUESTION + "}").body());

      JsonObject choice = answer.getAsJsonArray("choices").get(0).getAsJsonObject();
      assertThat(choice.get("finish_reason").getAsString()).isEqualTo("stop");
      JsonObject usage = answer.getAsJsonObject("usage");
      assertThat(usage.get("total_tokens").getAsInt())
          .isEqualTo(
              usage.get("prompt_tokens").getAsInt() + usage.get("completion_tokens").getAsInt());
      assertThat(usage.getAsJsonObject("prompt_tokens_details").has("cached_tokens")).isTrue();
    }
  }

  @Test
  void streamsEventsWithTheUsageInTheLastChunk() throws Exception {
    try (DemoProcess server = DemoProcess.start("model.ModelServer")) {
      HttpResponse<String> response =
          post(
              server.modelUrl(),
              "{\"stream\": true, \"stream_options\": {\"include_usage\": true}, "
                  + QUESTION
                  + "}");

      assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
      List<String> events = response.body().lines().filter(line -> !line.isEmpty()).toList();
      assertThat(events).hasSizeGreaterThan(5).allMatch(event -> event.startsWith("data: "));
      assertThat(events.get(events.size() - 1)).isEqualTo("data: [DONE]");
      JsonObject last = json(events.get(events.size() - 2).substring("data: ".length()));
      assertThat(last.getAsJsonArray("choices")).isEmpty();
      assertThat(last.getAsJsonObject("usage").get("completion_tokens").getAsInt()).isPositive();
    }
  }

  @Test
  void refusesEachNthRequestWith429AndRetryAfter() throws Exception {
    try (DemoProcess server = DemoProcess.start("model.ModelServer", "--rate-limit-every", "2")) {
      String url = server.modelUrl();

      assertThat(post(url, "{" + QUESTION + "}").statusCode()).isEqualTo(200);
      HttpResponse<String> limited = post(url, "{" + QUESTION + "}");
      assertThat(limited.statusCode()).isEqualTo(429);
      assertThat(limited.headers().firstValue("Retry-After")).contains("1");
      assertThat(post(url, "{" + QUESTION + "}").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void saysWhatIsNotAChatRequest() throws Exception {
    try (DemoProcess server = DemoProcess.start("model.ModelServer")) {
      assertThat(post(server.modelUrl(), "{}").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void endsWhenItsStdinCloses() throws Exception {
    try (DemoProcess server = DemoProcess.start("model.ModelServer")) {
      server.modelUrl();
      server.closeStdin();
      assertThat(server.exitCode()).isZero();
    }
  }

  private HttpResponse<String> post(String url, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url + "/chat/completions"))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }
}
