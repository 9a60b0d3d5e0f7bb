package dev.rein.agent.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of prices that are none: what is said of them, and that they do no harm. */
final class PriceFileMistakesTest {
  @TempDir Path dir;

  private String mistake(String text) throws IOException {
    Path file = Files.writeString(dir.resolve("p.json"), text);
    try {
      PriceTable.read(file);
      return "none";
    } catch (PriceFileException e) {
      assertThat(e.getMessage()).startsWith(file + ": ").doesNotContain("\n");
      return e.getMessage().substring(file.toString().length() + 2);
    }
  }

  private static String own(String row) {
    return "{\"rein-prices\": 1, \"prices\": [\n" + row + "]}";
  }

  private static String row(String rest) {
    return own("{\"model\": \"m\", " + rest + "}");
  }

  @Test
  void aRowOfItsOwnIsEnough() throws IOException {
    assertThat(mistake(row("\"input\": 1, \"output\": 2.50"))).isEqualTo("none");
  }

  @Test
  void whatIsNoTableIsToldWithWhatWasExpected() throws IOException {
    String expected = "a price table in the format of Rein, genai-prices or LiteLLM";
    assertThat(mistake("")).startsWith("the file ends too early (line 1 column 1");
    assertThat(mistake("prices: file")).startsWith("this is not JSON (line 1 column 1");
    assertThat(mistake("{\"a\": {]")).startsWith("this is not JSON (line 1 column 9");
    assertThat(mistake("5")).startsWith("expected " + expected + ", found a number");
    assertThat(mistake("{}")).startsWith("there is nothing in it; expected " + expected);
    assertThat(mistake("{\"mode\": \"observe\"}"))
        .startsWith("'mode' is not known; expected " + expected);
    assertThat(mistake(genai("{\"equals\": \"m\"}") + "[]")).startsWith("this is not JSON");
    assertThat(mistake("[]")).startsWith("there is no price of a token in it; expected");
    assertThat(mistake("{\"a\": {\"b\": 1}}")).startsWith("there is no price of a token in it");
    assertThat(mistake("[5]")).startsWith("expected a provider, found a number (line 1 column 3");
    assertThat(mistake("{\"a\": {\"input_cost_per_token\": \"1e-6\"}}"))
        .startsWith("expected a price in US dollars, found a text (line 1 column 33");
    assertThat(mistake("{\"a\": {}, \"b\": 5}"))
        .startsWith("expected the prices of a model, found a number");
  }

  @Test
  void mistakesInRowsOfOwnTablesAreToldWithTheNearestName() throws IOException {
    String both = "\"input\": 1, \"output\": 2";
    assertThat(mistake(row("\"inptu\": 1")))
        .startsWith("unknown key 'inptu'; did you mean 'input'? (line 2 column ");
    assertThat(mistake("{\"rein-prices\": 1, \"price\": []}"))
        .startsWith("unknown key 'price'; did you mean 'prices'?");
    assertThat(mistake("{\"rein-prices\": 2, \"prices\": []}"))
        .startsWith("this version of the format is not known; expected 1");
    assertThat(mistake("{\"rein-prices\": 1, \"prices\": []}"))
        .startsWith("there is no price in it; expected 'prices' with some rows");
    assertThat(mistake(row("\"input\": 1")))
        .startsWith("the row is not complete; expected 'model', 'input' and 'output'");
    assertThat(mistake(own("{\"input\": 1, \"output\": 2}"))).startsWith("the row is not complete");
    assertThat(mistake(row("\"input\": -1, \"output\": 2"))).startsWith("a price is 0 or more");
    assertThat(mistake(row("\"input\": \"1\", \"output\": 2")))
        .startsWith("expected a price in US dollars, found a text");
    assertThat(mistake(row("\"input\": 1e15, \"output\": 2")))
        .startsWith("this price is too large; at most a million dollars");
    assertThat(mistake(row("\"input\": 1e999999999, \"output\": 2")))
        .startsWith("this number is too long");
    assertThat(mistake(row("\"input\": 1e-999999999, \"output\": 2")))
        .startsWith("this number is too long");
    assertThat(mistake(row("\"input\": NaN, \"output\": 2"))).startsWith("this is not JSON");
    assertThat(mistake(row(both + ", \"max-output\": 1.5")))
        .startsWith("this is no whole number of 0 or more");
    assertThat(mistake(row(both + ", \"max-output\": 99999999999")))
        .startsWith("these are too many tokens");
    assertThat(mistake(row(both + ", \"above\": [{\"input\": 1}]")))
        .startsWith("a step begins with 'tokens'");
    assertThat(mistake(row(both + ", \"above\": [{\"tokens\": 5, \"ouput\": 1}]")))
        .startsWith("unknown key 'ouput'; did you mean 'output'?");
    assertThat(mistake(row(both + ", \"from\": \"soon\"")))
        .startsWith("'soon' is no date; expected one such as 2026-07-01");
    assertThat(mistake(row(both + ", \"from\": \"2026-01-01\"")))
        .startsWith("'m' has a price with 'from' only; expected one without it before");
    assertThat(mistake(own("{\"model\": \"m\", " + both + "}, {\"model\": \"M\", " + both + "}")))
        .startsWith("'M' has a price already; expected 'from' in the later row");
    assertThat(mistake(own("{\"model\": \"" + "m".repeat(501) + "\", " + both + "}")))
        .contains("is no good here; expected the name of a model");
    assertThat(mistake(row(both) + "{}")).isNotEqualTo("none");
  }

  @Test
  void clausesThatAreNoneAreTold() throws IOException {
    assertThat(mistake(genai("{\"equal\": \"m\"}")))
        .startsWith("'equal' is not known; expected one of equals, starts_with");
    assertThat(mistake(genai("{}"))).startsWith("the clause is empty");
    assertThat(mistake(genai("{\"equals\": \"m\", \"contains\": \"m\"}")))
        .startsWith("a clause has one key");
    assertThat(mistake(genai("{\"regex\": \"(\"}")))
        .startsWith("'(' is no regular expression: Unclosed group");
    assertThat(mistake(genai("{\"or\":[".repeat(50) + "]}".repeat(50))))
        .startsWith("too many clauses, or too many within each other");
    assertThat(mistake("[{\"models\": []}]")).startsWith("expected the 'id' of the provider");
    assertThat(mistake("[{\"id\": \"a\", \"models\": [{\"id\": \"m\"}]}]"))
        .startsWith("expected a model with 'id', 'match' and 'prices'");
  }

  private static String genai(String match) {
    return "[{\"id\": \"p\", \"models\": [{\"id\": \"m\", \"match\": "
        + match
        + ", \"prices\": {\"input_mtok\": 1}}]}]";
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void deepNestingIsNoStackOverflow(String open) throws IOException {
    assertThat(mistake(open.repeat(100_000))).isNotEqualTo("none");
    assertThat(mistake("[{\"x\": " + open.repeat(100_000))).isNotEqualTo("none");
  }

  @Test
  void filesThatCannotBeReadAreTold() throws IOException {
    assertThatThrownBy(() -> PriceTable.read(dir.resolve("none.json")))
        .isInstanceOf(PriceFileException.class)
        .hasMessage(dir.resolve("none.json") + ": there is no such file");
    assertThatThrownBy(() -> PriceTable.read(dir))
        .hasMessageStartingWith(dir + ": this is no file; expected a price table");
    Path binary = Files.write(dir.resolve("b"), new byte[] {'[', (byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> PriceTable.read(binary))
        .hasMessage(binary + ": this is not UTF-8; save the file as UTF-8");
    Path large = dir.resolve("large");
    try (FileChannel channel =
        FileChannel.open(large, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.position(PriceFileReader.MOST_BYTES);
      channel.write(ByteBuffer.wrap(new byte[] {1}));
    }
    assertThatThrownBy(() -> PriceTable.read(large))
        .hasMessage(large + ": the file is too long; at most 50 MiB");
  }

  @Test
  void tooManyRowsAreRefused() throws IOException {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i <= PriceFileReader.MOST_ROWS; i++) {
      text.append(i == 0 ? "" : ",")
          .append("\"m")
          .append(i)
          .append("\":{\"input_cost_per_token\":1,\"output_cost_per_token\":1}");
    }
    assertThat(mistake(text.append('}').toString())).startsWith("too many prices; at most 50000");
  }

  @Test
  void whateverBytesAreReadTheOnlyFailureIsATold() throws IOException {
    String good = row("\"input\": 1, \"output\": 2, \"above\": [{\"tokens\": 5, \"input\": 1}]");
    Random random = new Random(11);
    String noise = "{}[]\",:0123456789.eE-+ntrufalse \\\u00e9\u0000";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(i % 2 == 0 ? good : genai("{\"equals\": \"m\"}"));
      for (int edits = random.nextInt(4); edits >= 0; edits--) {
        int at = random.nextInt(text.length());
        char next = noise.charAt(random.nextInt(noise.length()));
        if (random.nextBoolean()) {
          text.setCharAt(at, next);
        } else {
          text.insert(at, next);
        }
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      try {
        PriceFileReader.read(new ByteArrayInputStream(bytes), "", "p");
      } catch (PriceFileException told) {
        assertThat(told.getMessage()).startsWith("p: ");
      }
    }
  }
}
