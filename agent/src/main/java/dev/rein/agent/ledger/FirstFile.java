package dev.rein.agent.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/**
 * Where a queue begins whose first files have been removed. Its own list still has those, and who
 * begins with one that is gone reads nothing at all.
 */
final class FirstFile {
  private static final Pattern NAME = Pattern.compile("(\\d{8})-([01]\\d|2[0-3])F[.]cq4");

  private FirstFile() {}

  /** Reads from the first file that is there. */
  static ExcerptTailer tailer(SingleChronicleQueue queue, Path folder) {
    ExcerptTailer tailer = queue.createTailer();
    OptionalInt first = cycle(folder);
    if (first.isPresent() && first.getAsInt() > queue.firstCycle()) {
      boolean unused = tailer.moveToCycle(first.getAsInt());
    }
    return tailer;
  }

  private static OptionalInt cycle(Path folder) {
    int first = Integer.MAX_VALUE;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.cq4")) {
      for (Path file : files) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          first = Math.min(first, hours(name.group(1), name.group(2)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return first == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(first);
  }

  /** Since 1970, UTC. */
  private static int hours(String date, String hour) {
    long days = LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE).toEpochDay();
    return (int) (days * 24) + Integer.parseInt(hour);
  }
}
