package dev.rein.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a client sends is answered by one line or none, and the next client is served. */
@Timeout(300)
class RequestFuzzTest {
  private static final List<String> VALID =
      List.of(
          "{\"rein\":1,\"command\":\"ping\",\"pid\":4711}",
          "{\"rein\":1,\"command\":\"pause\",\"account\":\"lead\",\"reason\":\"too busy\"}",
          "{\"rein\":1,\"command\":\"resume\"}",
          "{\"rein\":1,\"command\":\"terminate\",\"account\":\"lead/coder\"}",
          "{\"rein\":1,\"command\":\"deliver\",\"kind\":\"other\",\"artifacts\":[\"a\",\"b\"]}",
          "{\"rein\":1,\"command\":\"limit\",\"account\":\"jvm\",\"resource\":\"files.read\",\"max\":9}",
          "{\"rein\":1,\"command\":\"approve\",\"number\":1}",
          "{\"rein\":1,\"command\":\"deny\",\"all\":true}",
          "{\"rein\":1,\"command\":\"approvals\"}",
          "{\"rein\":1,\"command\":\"accounts\"}");

  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "null",
    "true",
    "1e999",
    "-1",
    "9999999999999999999",
    "\\u0000",
    "\\ud800",
    "\"rein\":2",
    "\"rein\":1,",
    "[[[[[[[[",
    "{\"a\":{\"b\":{}}}",
    "NaN",
    "//",
    "#",
    "\r"
  };

  @TempDir private Path folder;

  @Test
  void nothingThatIsSentHarmsTheServer() throws IOException {
    RecordedControls controls = new RecordedControls();
    ControlServer server =
        Objects.requireNonNull(
            ControlServer.start(
                folder,
                controls,
                "0.1.0",
                Thread::new,
                problem -> {
                  throw new AssertionError(problem);
                },
                new ControlServer.Bounds(16, Duration.ofSeconds(60), 1_000_000)));
    try {
      Random random = new Random(20261121);
      for (int i = 0; i < 4_000; i++) {
        byte[] input = input(random);
        String answer = RawClient.exchange(folder, input);
        if (!answer.isEmpty()) {
          assertThat(answer)
              .as("answer to %s", new String(input, StandardCharsets.UTF_8))
              .endsWith("\n");
          JsonObject json = JsonParser.parseString(answer.strip()).getAsJsonObject();
          assertThat(json.get("ok").getAsBoolean()).isEqualTo(!json.has("error"));
        }
      }
      for (String line : VALID) {
        controls.waiting.add(RecordedControls.approval(1));
        assertThat(RawClient.exchange(folder, (line + "\n").getBytes(StandardCharsets.UTF_8)))
            .as(line)
            .startsWith("{\"rein\":1,\"ok\":true");
      }
    } finally {
      server.close();
    }
  }

  /** Bytes of any kind, or a valid line that was tampered with. */
  private static byte[] input(Random random) {
    if (random.nextInt(4) == 0) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      return bytes;
    }
    StringBuilder line = new StringBuilder(VALID.get(random.nextInt(VALID.size())));
    for (int changes = random.nextInt(4); changes >= 0; changes--) {
      int at = random.nextInt(line.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> line.insert(at, PIECES[random.nextInt(PIECES.length)]);
        case 1 -> line.delete(at, Math.min(line.length(), at + random.nextInt(8)));
        case 2 -> line.insert(at, (char) random.nextInt(0x300));
        default -> line.append(line.substring(Math.min(at, line.length())));
      }
    }
    if (random.nextInt(8) > 0) {
      line.append('\n');
    }
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          hello                                            | the line is no JSON object
          ``                                               | the line is no JSON object
          []                                               | the line is no JSON object
          null                                             | the line is no JSON object
          {"rein":1} x                                     | the line is no JSON object
          {"rein":1}{}                                     | the line is no JSON object
          {'rein':1}                                       | the line is no JSON object
          {}                                               | "rein":1
          {"command":"ping"}                               | "rein":1
          {"rein":2,"command":"ping"}                      | speaks version 1 of the protocol, not 2
          {"rein":"1","command":"ping"}                    | 'rein' must be a whole number
          {"rein":1.5,"command":"ping"}                    | expected a whole number
          {"rein":1}                                       | expected one of: ping, accounts, pause
          {"rein":1,"command":"pasue"}                     | did you mean 'pause'?
          {"rein":1,"command":7}                           | 'command' must be a text
          {"rein":1,"command":null}                        | is no text, whole number
          {"rein":1,"command":"ping","command":"pause"}    | 'command' is there twice
          {"rein":1,"command":"pause","reasn":"x"}         | did you mean 'reason'?
          {"rein":1,"command":"ping","account":"x"}        | ping takes no 'account'
          {"rein":1,"command":"pause","account":["x"]}     | 'account' must be a text
          {"rein":1,"command":"pause","reason":{"a":{}}}   | is no text, whole number
          {"rein":1,"command":"deliver","kind":"comit"}    | there is no kind of deliverable 'comit'
          {"rein":1,"command":"deliver"}                   | the request needs "kind"
          {"rein":1,"command":"deliver","kind":"other","artifacts":[1]} | no list of texts only
          {"rein":1,"command":"terminate"}                 | the request needs "account"
          {"rein":1,"command":"approve"}                   | either its "number" or "all":true
          {"rein":1,"command":"deny","number":1,"all":true}| either its "number" or "all":true
          {"rein":1,"command":"limit","account":"jvm","resource":"files.read"} | 0 or more
          {"rein":1,"command":"limit","account":"jvm","resource":"files.read","max":9223372036854775808} | whole number
          """)
  void everyMistakeIsNamed(String line, String message) {
    RecordedControls controls = new RecordedControls();
    Answers answers = new Answers(controls, "0.1.0", problem -> {});

    Answers.Answer answer = answers.answer(line, "alice");

    assertThat(answer.ok()).isFalse();
    assertThat(JsonParser.parseString(answer.line()).getAsJsonObject().get("error").getAsString())
        .contains(message)
        .hasLineCount(1);
    assertThat(controls.calls).isEmpty();
  }

  @Test
  void nestingIsNotFollowed() {
    String deep = "{\"rein\":" + "[".repeat(60_000);

    Answers.Answer answer =
        new Answers(new RecordedControls(), "0.1.0", problem -> {}).answer(deep, null);

    assertThat(answer.ok()).isFalse();
  }
}
