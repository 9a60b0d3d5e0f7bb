package dev.rein.agent.ledger;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes and reads {@code meta.json}. */
final class MetaFile {
  private static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_MAIN = 1024;

  private MetaFile() {}

  /** Under its name only once it is whole, since readers may look at any moment. */
  static void write(Path file, LedgerMeta meta) throws IOException {
    JsonObject json = new JsonObject();
    json.addProperty("pid", meta.pid());
    Instant processStart = meta.processStart();
    json.addProperty("processStart", processStart == null ? null : processStart.toString());
    json.addProperty("main", bounded(meta.main()));
    json.addProperty("rein", meta.rein());
    json.addProperty("started", meta.started().toString());
    Path unfinished = file.resolveSibling("meta.json.tmp");
    PrivateFiles.create(unfinished, json + "\n");
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The name of a main as it is written down. */
  static String bounded(String main) {
    return BoundedText.cut(main, MAX_MAIN);
  }

  static LedgerMeta read(Path file) throws LedgerUnreadableException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new LedgerUnreadableException(file + " is too long to be Rein's");
      }
      JsonObject json =
          JsonParser.parseString(Files.readString(file, StandardCharsets.UTF_8)).getAsJsonObject();
      return new LedgerMeta(
          json.get("pid").getAsLong(),
          instant(json.get("processStart")),
          json.get("main").getAsString(),
          json.get("rein").getAsString(),
          Instant.parse(json.get("started").getAsString()));
    } catch (LedgerUnreadableException e) {
      throw e;
    } catch (IOException e) {
      throw new LedgerUnreadableException("cannot read " + file + ": " + FileReason.of(e));
    } catch (JsonParseException
        | DateTimeException
        | IllegalStateException
        | UnsupportedOperationException
        | NumberFormatException
        | NullPointerException e) {
      throw new LedgerUnreadableException(file + " is damaged: it does not say whose ledger it is");
    }
  }

  private static @Nullable Instant instant(@Nullable JsonElement value) {
    return value == null || value.isJsonNull() ? null : Instant.parse(value.getAsString());
  }
}
