package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerReader;
import dev.rein.agent.ledger.LedgerUnreadableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One JVM's ledger, read from its beginning and as far as it goes at each {@link #refresh}. */
public final class JvmView implements AutoCloseable {
  private final LedgerFolder folder;
  private final LedgerReader reader;
  private final LedgerState state = new LedgerState();

  /** Read already, but later than what was asked for. */
  private @Nullable LedgerEntry ahead;

  private JvmView(LedgerFolder folder, LedgerReader reader) {
    this.folder = folder;
    this.reader = reader;
  }

  public static JvmView open(LedgerFolder folder) throws LedgerUnreadableException {
    return new JvmView(folder, LedgerReader.open(folder));
  }

  /**
   * Reads on.
   *
   * @param sink takes the events among what is new
   */
  public void refresh(Consumer<Event> sink) throws LedgerUnreadableException {
    boolean unused = read(sink, Long.MAX_VALUE);
  }

  /**
   * Reads on by so many entries at most.
   *
   * @return true when there are no more for now
   */
  public boolean refresh(int most) throws LedgerUnreadableException {
    return read(event -> {}, most);
  }

  private boolean read(Consumer<Event> sink, long most) throws LedgerUnreadableException {
    // Looked at first, so that nothing is written after what is read.
    boolean gone = !folder.meta().isProcessAlive();
    for (long read = 0; read < most; read++) {
      LedgerEntry entry = next();
      if (entry == null) {
        if (gone) {
          state.end();
        }
        return true;
      }
      Event event = state.apply(entry);
      if (event != null) {
        sink.accept(event);
      }
    }
    return false;
  }

  /**
   * Reads on as far as the ledger had been written by then, so that it tells of that time, but by
   * so many entries at most.
   *
   * @return true when that was all
   */
  public boolean refreshUntil(Instant then, int most) throws LedgerUnreadableException {
    for (int read = 0; read < most; read++) {
      LedgerEntry entry = next();
      if (entry == null || entry.at() > then.toEpochMilli()) {
        ahead = entry;
        return true;
      }
      state.apply(entry);
    }
    return false;
  }

  private @Nullable LedgerEntry next() throws LedgerUnreadableException {
    LedgerEntry held = ahead;
    ahead = null;
    return held == null ? reader.next() : held;
  }

  /** Reads on to the next event only; null when there is none yet. */
  public @Nullable Event nextEvent() throws LedgerUnreadableException {
    for (LedgerEntry entry = next(); entry != null; entry = next()) {
      Event event = state.apply(entry);
      if (event != null) {
        return event;
      }
    }
    return null;
  }

  /** {@code running}, {@code ended} or {@code killed}. */
  public String state() {
    if (state.isStopped()) {
      return "ended";
    }
    return folder.meta().isProcessAlive() ? "running" : "killed";
  }

  /** What the whole JVM used of a resource; empty when its ledger does not tell. */
  public OptionalLong used(String resource) {
    return state.accounts().stream()
        .filter(account -> account.id().equals(LedgerState.JVM))
        .map(account -> account.resources().get(resource))
        .filter(Objects::nonNull)
        .mapToLong(ResourceState::used)
        .findFirst();
  }

  /** What of the ledger could not be read, a line each. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>(reader.remarks());
    if (remarks.isEmpty() && isEmpty() && !folder.meta().isProcessAlive()) {
      remarks.add(folder.path() + " has no entries: its queue was never written, or is damaged");
    }
    return remarks;
  }

  /** A ledger whose first files are gone may have no event left. */
  private boolean isEmpty() {
    return state.events().isEmpty() && state.accounts().isEmpty();
  }

  @Override
  public void close() {
    reader.close();
  }

  public LedgerFolder folder() {
    return folder;
  }

  /** What has been read so far; belongs to the thread that reads. */
  public LedgerState content() {
    return state;
  }
}
