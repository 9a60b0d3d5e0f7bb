package dev.rein.agent.price;

import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import dev.rein.agent.text.Quoted;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;

/** Reads a price table of any of the formats, bounded, and tells which it is by how it begins. */
final class PriceFileReader {
  /** Some thirty times the largest that anybody publishes. */
  static final long MOST_BYTES = 50L * 1024 * 1024;

  /** Some twenty times the largest that anybody publishes. */
  static final int MOST_ROWS = 50_000;

  private static final String EXPECTED =
      "a price table in the format of Rein, genai-prices or LiteLLM";

  private PriceFileReader() {}

  static PriceTable read(Path file) throws PriceFileException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new PriceFileException(file + ": this is no file; expected " + EXPECTED);
    }
    try (InputStream in = Files.newInputStream(file)) {
      if (Files.size(file) > MOST_BYTES) {
        throw new PriceFileException(file + ": the file is too long; at most 50 MiB");
      }
      String date =
          Files.getLastModifiedTime(file)
              .toInstant()
              .atOffset(ZoneOffset.UTC)
              .toLocalDate()
              .toString();
      return read(in, date, file.toString());
    } catch (NoSuchFileException e) {
      throw new PriceFileException(file + ": there is no such file");
    } catch (AccessDeniedException e) {
      throw new PriceFileException(file + ": the file may not be read by this user");
    } catch (IOException e) {
      throw new PriceFileException(file + ": the file cannot be read: " + e.getMessage());
    }
  }

  /**
   * Reads a table.
   *
   * @param date of when it is where it does not say so itself
   * @param name of the file, for messages and where it does not name its source
   */
  static PriceTable read(InputStream in, String date, String name)
      throws IOException, PriceFileException {
    InputStreamReader utf8 =
        new InputStreamReader(
            in,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    PriceJson json = new PriceJson(new BufferedReader(utf8));
    try {
      PriceTable table = table(json, date, name);
      if (!json.isNext(JsonToken.END_DOCUMENT)) {
        throw json.wrong("expected nothing after the end of the table");
      }
      return table;
    } catch (PriceFileException e) {
      throw new PriceFileException(name + ": " + e.getMessage());
    } catch (CharacterCodingException e) {
      throw new PriceFileException(name + ": this is not UTF-8; save the file as UTF-8");
    } catch (EOFException e) {
      throw new PriceFileException(name + ": the file ends too early" + json.place());
    } catch (MalformedJsonException | IllegalStateException e) {
      throw new PriceFileException(name + ": this is not JSON" + json.place());
    }
  }

  private static PriceTable table(PriceJson json, String date, String name)
      throws IOException, PriceFileException {
    if (json.isNext(JsonToken.BEGIN_ARRAY)) {
      return foreign(new GenaiPrices(json).read(), date, name, json);
    }
    json.beginObject(EXPECTED);
    if (!json.isNext(JsonToken.NAME)) {
      throw json.wrong("there is nothing in it; expected " + EXPECTED);
    }
    String first = json.json().nextName();
    if (first.equals(OwnPrices.MARK)) {
      return new OwnPrices(json).read(date, name);
    }
    if (GenaiPrices.KEYS.contains(first)) {
      return foreign(new GenaiPrices(json).readRest(first), date, name, json);
    }
    if (!json.isNext(JsonToken.BEGIN_OBJECT)) {
      throw json.wrong(Quoted.of(first) + " is not known; expected " + EXPECTED);
    }
    return foreign(new LiteLlmPrices(json).read(first), date, name, json);
  }

  private static PriceTable foreign(List<PriceEntry> rows, String date, String name, PriceJson json)
      throws IOException, PriceFileException {
    if (rows.isEmpty()) {
      throw json.wrong("there is no price of a token in it; expected " + EXPECTED);
    }
    return new PriceTable(date, name, rows);
  }
}
