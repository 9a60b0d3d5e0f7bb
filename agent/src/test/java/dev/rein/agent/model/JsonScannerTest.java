package dev.rein.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scanner finds in documents, whole, cut and broken. */
final class JsonScannerTest {
  /** Writes down all it is told. */
  private static final class Found implements JsonValues {
    final List<String> lines = new ArrayList<>();

    @Override
    public Use use(JsonPath at) {
      return switch (at.last()) {
        case MODEL -> Use.KEEP;
        case BYTES -> Use.PASS;
        case TEXT -> Use.COUNT;
        default -> Use.SKIP;
      };
    }

    @Override
    public void kept(JsonPath at, String text) {
      lines.add(path(at) + "=" + text);
    }

    @Override
    public void counted(JsonPath at, long bytes, boolean dense) {
      lines.add(path(at) + ":" + bytes + (dense ? " dense" : ""));
    }

    @Override
    public void passed(byte next) {
      lines.add("byte " + next);
    }

    @Override
    public void number(JsonPath at, long value) {
      lines.add(path(at) + "=" + value);
    }

    @Override
    public void flag(JsonPath at, boolean value) {
      lines.add(path(at) + "=" + value);
    }

    @Override
    public void ended() {
      lines.add("end");
    }

    private static String path(JsonPath at) {
      StringBuilder path = new StringBuilder();
      for (int step = 0; step < at.depth(); step++) {
        path.append('/').append(at.key(step));
      }
      return path.toString();
    }
  }

  private static List<String> found(String json) {
    Found whole = new Found();
    byte[] bytes = Fed.utf8(json);
    new JsonScanner(whole).read(ByteBuffer.wrap(bytes));
    for (int cut = 0; cut <= bytes.length; cut++) {
      Found found = new Found();
      JsonScanner scanner = new JsonScanner(found);
      scanner.read(ByteBuffer.wrap(bytes, 0, cut).slice());
      scanner.read(ByteBuffer.wrap(bytes, cut, bytes.length - cut).asReadOnlyBuffer());
      assertThat(found.lines).as("cut at %d", cut).isEqualTo(whole.lines);
    }
    return whole.lines;
  }

  private static boolean isBroken(String json) {
    JsonScanner scanner = new JsonScanner(new Found());
    scanner.read(ByteBuffer.wrap(Fed.utf8(json)));
    return scanner.isBroken();
  }

  @Test
  void valuesAreFoundByTheirPlace() {
    assertThat(
            found(
                "{\"model\":\"gpt\",\"other\":{\"usage\":{\"n\":-3}},\"usage\":{\"n\":12,\"x\":[1,2,{\"n\":7}]},"
                    + " \"stream\" : true , \"done\":false,\"text\":null,\"usage\":[]}"))
        .containsExactly(
            "/MODEL=gpt",
            "/OTHER/USAGE/N=-3",
            "/USAGE/N=12",
            "/USAGE/OTHER/ELEMENT/N=7",
            "/STREAM=true",
            "/DONE=false",
            "end");
  }

  @Test
  void stringsAreReadWithTheirEscapes() {
    assertThat(found("{\"model\":\"a\\\"b\\\\c\\/d\\n\\u0041\\u00e4\\u20ac\"}"))
        .containsExactly("/MODEL=a\"b\\c/d\nAä€", "end");
    assertThat(found("{\"m\\u006fdel\":\"escaped key\"}"))
        .containsExactly("/MODEL=escaped key", "end");
    // Two, three, and four bytes, the last as it is and as a pair.
    assertThat(found("{\"text\":\"\\u00e4€😀\\ud83d\\ude00\"}")).containsExactly("/TEXT:13", "end");
    assertThat(found("[{\"text\":\"data:image/png;base64,AA+/==\"}]"))
        .containsExactly("/ELEMENT/TEXT:28 dense", "end");
    assertThat(found("{\"bytes\":\"A\\u0042\"}")).containsExactly("byte 65", "byte 66", "end");
  }

  @Test
  void numbersAreCutAndBounded() {
    assertThat(found("{\"n\":11.9}{\"n\":1e3}\n{\"n\":99999999999999999999999999}[{\"n\":0}]"))
        .containsExactly(
            "/N=11", "end", "/N=1000", "end", "/N=" + Long.MAX_VALUE, "end", "/ELEMENT/N=0", "end");
  }

  @Test
  void namesThatAreTooLongAreNoKeys() {
    String name = "model".repeat(100);
    assertThat(found("{\"" + name + "\":1,\"n\":2}")).containsExactly("/N=2", "end");
    String model = "m".repeat(JsonScanner.MAX_KEPT);
    assertThat(found("{\"model\":\"" + model + "and more\"}"))
        .containsExactly("/MODEL=" + model, "end");
  }

  @Test
  void allKeysAreFoundByTheirNames() {
    for (Key key : Key.values()) {
      assertThat(key.text().length()).isLessThanOrEqualTo(Key.MAX_LENGTH);
      byte[] name = Fed.utf8(key.text());
      assertThat(Key.of(name, name.length)).isSameAs(key.text().isEmpty() ? Key.OTHER : key);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x", "<html>", "{1:2}", "{\"a\" 1}", "{\"a\":}", "[1,]", "[1 2]", "{\"a\":1,}", "]", "[}",
        "{]", "tru3", "nul,", "\"\\x\"", "\"\\u12g4\"", "{\"a\":1]", "[-]]", "{\"a\":'b'}", ",",
            "\u0000"
      })
  void whatIsNoJsonBreaksIt(String text) {
    assertThat(isBroken(text)).isTrue();
  }

  @Test
  void itKnowsWhetherADocumentHasEnded() {
    JsonScanner scanner = new JsonScanner(new Found());
    String json = " {\"a\":[1,\"}\",{}]} ";
    byte[] bytes = Fed.utf8(json);
    for (int i = 0; i < bytes.length; i++) {
      scanner.read(bytes[i]);
      boolean outside = i < 1 || i >= bytes.length - 2;
      assertThat(scanner.isOutside()).as("after %d", i).isEqualTo(outside);
    }
    assertThat(scanner.isBroken()).isFalse();
  }

  @Test
  void depthIsBounded() {
    String deepest = "[".repeat(JsonPath.MAX_DEPTH);
    assertThat(isBroken(deepest + "1" + "]".repeat(JsonPath.MAX_DEPTH))).isFalse();
    assertThat(isBroken(deepest + "[")).isTrue();
    // Objects and arrays are told apart where keys are no longer known.
    String mixed = "[{\"a\":".repeat(200) + "1" + "}]".repeat(200);
    assertThat(isBroken(mixed)).isFalse();
    assertThat(isBroken("[{\"a\":".repeat(200) + "1" + "}]".repeat(199) + "]")).isTrue();
  }

  @Test
  void itStartsAgainAfterWhatIsBroken() {
    Found found = new Found();
    JsonScanner scanner = new JsonScanner(found);
    scanner.read(ByteBuffer.wrap(Fed.utf8("{\"text\":\"abc")));
    scanner.restart();
    scanner.read(ByteBuffer.wrap(Fed.utf8("!{\"n\":1}")));
    assertThat(scanner.isBroken()).isTrue();
    scanner.restart();
    scanner.read(ByteBuffer.wrap(Fed.utf8("{\"n\":2}")));
    assertThat(found.lines).containsExactly("/TEXT:3 dense", "/N=2", "end");
  }

  @Test
  void randomBytesDoNoHarm() {
    Random random = new Random(42);
    String alphabet = "{}[]\":,\\u0019eE.-+ntfaltrue null\n\u00e4";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder json = new StringBuilder("{\"text\":");
      for (int i = random.nextInt(60); i > 0; i--) {
        json.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      JsonScanner scanner = new JsonScanner(new Found());
      scanner.read(ByteBuffer.wrap(Fed.utf8(json.toString())));
      scanner.flush();
      scanner.restart();
      assertThat(scanner.isOutside()).isTrue();
    }
  }
}
