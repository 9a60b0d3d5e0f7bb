package dev.rein.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** A program under Rein, together with who looks at it and steers it from other processes. */
record Steered(HostJvm host, Path ledgers) {
  /** Runs a command on it that must succeed, and returns what it printed. */
  ReinCli.Result ok(String command, String... arguments) throws IOException, InterruptedException {
    ReinCli.Result result = rein(command, arguments);
    assertThat(result.exitCode()).as(command + ": " + result.stderr()).isZero();
    return result;
  }

  ReinCli.Result rein(String command, String... arguments)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(command);
    line.add(Long.toString(host.pid()));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--dir", ledgers.toString()));
    return ReinCli.run(line.toArray(String[]::new));
  }

  /** Has the program do something that ends at once, and says how. */
  void does(String task, String outcome) throws IOException {
    host.say(task);
    assertThat(host.readLine()).as(task).isEqualTo(outcome);
  }

  Ledgers.Jvm view() throws IOException, InterruptedException {
    return ReinCli.view(ledgers).of(host);
  }

  /** How an account is right now, by its control socket; empty when there is none yet. */
  JsonObject account(String id) throws IOException {
    try {
      for (JsonElement element : ask("accounts").getAsJsonArray("accounts")) {
        if (element.getAsJsonObject().get("id").getAsString().equals(id)) {
          return element.getAsJsonObject();
        }
      }
    } catch (ConnectException notYet) {
      // A socket's file is there a moment before somebody listens.
    }
    return new JsonObject();
  }

  boolean isPaused(String id) throws IOException {
    JsonObject account = account(id);
    return account.has("paused") && account.get("paused").getAsBoolean();
  }

  /** How many calls of an account wait. */
  int waiting(String id) throws IOException {
    JsonObject account = account(id);
    return account.has("waiting") ? account.get("waiting").getAsInt() : 0;
  }

  void awaitPaused(String id) {
    Await.that(id + " is paused", () -> isPaused(id));
  }

  void awaitPhase(String id, String phase) {
    Await.that(id + " comes to " + phase, () -> text(account(id), "phase").equals(phase));
  }

  /** Asks the program's Rein without a command line between. */
  JsonObject ask(String command) throws IOException {
    Path socket = socket();
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      String request = "{\"rein\":1,\"command\":\"" + command + "\"}\n";
      channel.write(ByteBuffer.wrap(request.getBytes(UTF_8)));
      BufferedReader answers = new BufferedReader(Channels.newReader(channel, UTF_8));
      return JsonParser.parseString(answers.readLine()).getAsJsonObject();
    }
  }

  /** It is there soon after the start. */
  private Path socket() throws IOException {
    Path[] found = new Path[1];
    Await.that(
        "there is a control socket",
        () -> {
          if (!Files.isDirectory(ledgers)) {
            return false;
          }
          try (DirectoryStream<Path> folders =
              Files.newDirectoryStream(ledgers, host.pid() + "-*")) {
            for (Path folder : folders) {
              found[0] = folder.resolve("control.sock");
            }
          }
          return found[0] != null && Files.exists(found[0]);
        });
    return found[0].toRealPath();
  }

  /** Its events so far, in order, those of one account alone unless it is empty. */
  List<JsonObject> events(String id) throws IOException, InterruptedException {
    List<JsonObject> events = new ArrayList<>(ReinCli.events(ledgers).all());
    events.removeIf(event -> !id.isEmpty() && !text(event, "account").equals(id));
    return events;
  }

  void awaitEvent(String type) {
    Await.that(
        "an event " + type,
        () -> events("").stream().anyMatch(event -> text(event, "type").equals(type)));
  }

  /** A member of an event, or an empty text. */
  static String text(JsonObject event, String member) {
    JsonElement element = event.get(member);
    return element == null || element.isJsonNull() ? "" : element.getAsString();
  }

  /** Puts another policy in the place of one, as an editor does. */
  static void replace(Path policy, String yaml) throws IOException {
    Path fresh = Files.writeString(policy.resolveSibling("policy.new"), yaml);
    Files.move(fresh, policy, StandardCopyOption.REPLACE_EXISTING);
  }
}
