package dev.rein.agent.ledger;

import static dev.rein.agent.ledger.RollingLedger.HOUR;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the ledger that later versions have to read: three files, every type, bad texts. */
public final class GoldenLedger {
  private static final List<String> HOSTILE =
      List.of(
          "\u001b[31m<script>alert(1)</script>\u202e'\"&\r\n\u0000\u009b|,;", "x".repeat(10_000));

  private GoldenLedger() {}

  /** The folder it is in. */
  public static LedgerFolder write(Path dir) throws IOException {
    Instant started = Instant.ofEpochMilli(Samples.AT);
    LedgerMeta meta = new LedgerMeta(4242, started, "host.AgentHost", "0.1.0", started);
    try (RollingLedger ledger = new RollingLedger(dir, meta)) {
      List<LedgerEntry> samples =
          Samples.oneOfEach()
              .filter(e -> !(e instanceof LedgerEntry.CarriedOver))
              .filter(e -> !(e instanceof LedgerEntry.Stopped))
              .toList();
      samples.forEach(ledger::add);
      for (int i = 0; i < HOSTILE.size(); i++) {
        for (LedgerEntry sample : samples) {
          ledger.add(spoilt(sample, HOSTILE.get(i), (i + 1) * 10));
        }
      }
      for (int hour = 1; hour <= 2; hour++) {
        long at = Samples.AT + hour * HOUR;
        ledger.add(
            new LedgerEntry.Counters(
                at, 1, List.of(new LedgerEntry.Delta("files.read", hour, hour, hour))),
            new LedgerEntry.LimitEvent(
                at, 1, LedgerEntry.LimitEvent.Kind.PAUSED, "files.read", 100, 100, "/x"));
      }
      ledger.add(new LedgerEntry.Stopped(Samples.AT + 2 * HOUR, "exit", 7));
      return ledger.folder();
    }
  }

  private static LedgerEntry spoilt(LedgerEntry entry, String text, int accounts) {
    if (!(entry instanceof LedgerEntry.Resources)) {
      return (LedgerEntry) copy(entry, text, accounts);
    }
    // A table only ever becomes longer.
    List<LedgerEntry.ResourceName> longer = new ArrayList<>(Samples.TABLE.resources());
    HOSTILE.forEach(name -> longer.add(new LedgerEntry.ResourceName(name, name, false, true)));
    return new LedgerEntry.Resources(entry.at(), longer);
  }

  /** The same with every text a bad one, about an account of its own. */
  private static Record copy(Object value, String text, int accounts) {
    RecordComponent[] components = value.getClass().getRecordComponents();
    @Nullable Object[] values = new Object[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        Object old = components[i].getAccessor().invoke(value);
        boolean number = components[i].getName().equals("account");
        values[i] = number && old != null ? (int) old + accounts : copyOf(old, text);
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return (Record) value.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot copy " + value, e);
    }
  }

  private static @Nullable Object copyOf(@Nullable Object value, String text) {
    if (value instanceof String) {
      return text;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(element -> copyOf(element, text)).toList();
    }
    return value instanceof Record record ? copy(record, text, 0) : value;
  }

  /** What retention does to a ledger. */
  public static void removeOldest(LedgerFolder folder) throws IOException {
    java.nio.file.Files.delete(RollingLedger.files(folder.queue()).get(0));
  }

  /** The types that it has to have. */
  public static List<Class<?>> allTypes() {
    return Samples.types();
  }

  /** The types of all entries that a reader is given. */
  public static List<Class<?>> types(LedgerFolder folder) throws IOException {
    return Ledgers.read(folder).stream().<Class<?>>map(LedgerEntry::getClass).distinct().toList();
  }
}
