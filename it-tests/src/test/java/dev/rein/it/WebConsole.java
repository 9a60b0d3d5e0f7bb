package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** {@code rein serve} of the built jar, and a client of it. */
final class WebConsole implements AutoCloseable {
  private final HostJvm process;
  private final String address;
  private final HttpClient client = HttpClient.newHttpClient();

  private WebConsole(HostJvm process) {
    this.process = process;
    this.address = process.readLine();
  }

  static WebConsole of(Path ledgers) throws IOException {
    return new WebConsole(
        ReinCli.start(Jdk.ofThisBuild(), "serve", "--dir", ledgers.toString(), "--port", "0"));
  }

  /** What it prints, with the token in it. */
  String address() {
    return address;
  }

  String token() {
    return address.substring(address.indexOf("#token=") + "#token=".length());
  }

  URI uri(String path) {
    return URI.create(address.substring(0, address.indexOf("/#")) + path);
  }

  String stderr() {
    return process.stderr();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  JsonObject json(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  /** With the token. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + token());
  }

  InputStream stream() throws IOException, InterruptedException {
    return client.send(request("/api/v1/stream").build(), BodyHandlers.ofInputStream()).body();
  }

  @Override
  public void close() {
    process.close();
  }
}
