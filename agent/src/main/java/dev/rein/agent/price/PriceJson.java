package dev.rein.agent.price;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.rein.agent.text.Quoted;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of a price table as a stream, with the place of whatever is wrong in it. */
final class PriceJson {
  /** Far more than any name or pattern needs. */
  static final int LONGEST_TEXT = 500;

  /** A million dollars for a million tokens; sums of many such calls can still be told apart. */
  private static final long MOST = 1_000_000 * Picodollars.OF_A_MICRODOLLAR;

  private static final int MOST_DIGITS = 40;

  private final JsonReader json;

  PriceJson(Reader in) {
    this.json = new JsonReader(in);
  }

  /** The reader itself, for what has no value of its own. */
  JsonReader json() {
    return json;
  }

  /** That something is wrong where the reader stands. */
  PriceFileException wrong(String what) {
    return new PriceFileException(what + place());
  }

  /** {@code (line 3 column 7 path $.prices[1].input)}. */
  String place() {
    // Line and column can be had in no other way.
    String text = json.toString();
    int at = text.indexOf(" at ");
    return at < 0 ? "" : " (" + text.substring(at + " at ".length()) + ")";
  }

  /** Whether the next value is of a kind; a number is no text here. */
  boolean isNext(JsonToken kind) throws IOException {
    return json.peek() == kind;
  }

  void beginObject(String what) throws IOException, PriceFileException {
    expect(JsonToken.BEGIN_OBJECT, what);
    json.beginObject();
  }

  void beginArray(String what) throws IOException, PriceFileException {
    expect(JsonToken.BEGIN_ARRAY, what);
    json.beginArray();
  }

  /**
   * A text of bounded length.
   *
   * @param what as in "expected the name of a model"
   */
  String text(String what) throws IOException, PriceFileException {
    expect(JsonToken.STRING, what);
    String place = place();
    String text = json.nextString();
    if (text.isBlank() || text.length() > LONGEST_TEXT) {
      throw new PriceFileException(
          Quoted.of(text)
              + " is no good here; expected "
              + what
              + ", of 1 to "
              + LONGEST_TEXT
              + " characters"
              + place);
    }
    return text;
  }

  /** A price for a token of so many dollars for some tokens, or null of nothing. */
  @Nullable Long price(int tokensAsPowerOfTen) throws IOException, PriceFileException {
    if (isNext(JsonToken.NULL)) {
      json.nextNull();
      return null;
    }
    String place = place();
    BigDecimal dollars = number("a price in US dollars");
    BigDecimal exact = dollars.movePointRight(Picodollars.PLACES - tokensAsPowerOfTen);
    // What others publish has the noise of binary fractions: 0.18000000000000002.
    BigDecimal picodollars = exact.setScale(0, RoundingMode.HALF_UP);
    if (picodollars.compareTo(BigDecimal.valueOf(MOST)) > 0) {
      throw new PriceFileException(
          "this price is too large; at most a million dollars for a million tokens" + place);
    }
    return picodollars.longValueExact();
  }

  /** A number, exact, of bounded length. */
  BigDecimal number(String what) throws IOException, PriceFileException {
    expect(JsonToken.NUMBER, what);
    String place = place();
    BigDecimal number;
    try {
      number = new BigDecimal(json.nextString());
    } catch (NumberFormatException e) {
      throw new PriceFileException("this is no number; expected " + what + place);
    }
    if (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS) {
      throw new PriceFileException("this number is too long; expected " + what + place);
    }
    return number;
  }

  /** A whole number of 0 or more. */
  long count(String what) throws IOException, PriceFileException {
    String place = place();
    BigDecimal number = number(what);
    try {
      long count = number.longValueExact();
      if (count >= 0) {
        return count;
      }
    } catch (ArithmeticException e) {
      // Told below.
    }
    throw new PriceFileException("this is no whole number of 0 or more; expected " + what + place);
  }

  private void expect(JsonToken kind, String what) throws IOException, PriceFileException {
    JsonToken next = json.peek();
    if (next != kind) {
      throw wrong("expected " + what + ", found " + found(next));
    }
  }

  private static String found(JsonToken token) {
    return switch (token) {
      case BEGIN_ARRAY -> "a list";
      case BEGIN_OBJECT -> "an object";
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL -> "null";
      case END_ARRAY, END_OBJECT, END_DOCUMENT, NAME -> "nothing";
    };
  }
}
