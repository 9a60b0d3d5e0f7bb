package dev.rein.agent;

import dev.rein.agent.ledger.LiveMark;
import dev.rein.agent.ledger.Retention;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has old ledgers removed when Rein starts and then once an hour, which is when a ledger begins its
 * next file; on a thread that lives only as long as that takes. The ledger's thread asks.
 */
final class HostRetention {
  private static final long HOUR = TimeUnit.HOURS.toMillis(1);
  private static final long AGAIN = TimeUnit.MINUTES.toMillis(1);

  private final Retention retention;
  private final HostLedger ledger;
  private @Nullable LiveMark mark;
  private volatile @Nullable Thread thread;
  private volatile long due;

  HostRetention(Retention retention, HostLedger ledger) {
    this.retention = retention;
    this.ledger = ledger;
  }

  /** Whether the ledger is written is told by this mark from now on. */
  void begin(LiveMark live) {
    mark = live;
  }

  /** Looks after old ledgers if it is time. */
  void tick(long now) {
    Thread last = thread;
    if (now < due || (last != null && last.isAlive())) {
      return;
    }
    due = (now / HOUR + 1) * HOUR;
    Thread next = SystemThreads.unstarted("rein-retention", () -> prune(Instant.ofEpochMilli(now)));
    thread = next;
    next.start();
  }

  private void prune(Instant now) {
    try {
      LiveMark live = mark;
      if (live != null) {
        live.renew();
      }
      String own = ledger.folder();
      Retention.Removed removed = retention.prune(now, own == null ? null : Path.of(own));
      if (removed == null) {
        due = now.toEpochMilli() + AGAIN;
      } else if (!removed.isNothing()) {
        ledger.notice("info", text(removed));
      }
    } catch (IOException | RuntimeException | Error e) {
      ledger.remark("old ledgers cannot be removed: " + e);
    }
  }

  /** As people read it. */
  String text(Retention.Removed removed) {
    int files = removed.tooOld() + removed.tooMuch();
    StringBuilder text = new StringBuilder("removed ").append(files);
    text.append(files == 1 ? " file" : " files").append(" of ledgers, ");
    text.append(size(removed.bytes())).append(": ");
    if (removed.tooOld() > 0) {
      text.append(removed.tooOld()).append(" older than ");
      long hours = retention.age().toHours();
      text.append(hours % 24 == 0 ? hours / 24 + " days" : hours + " hours");
    }
    if (removed.tooMuch() > 0) {
      text.append(removed.tooOld() > 0 ? ", " : "").append(removed.tooMuch());
      text.append(" to stay below ").append(size(retention.bytes()));
    }
    return text.toString();
  }

  private static String size(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /** The ledger is not written any more. */
  void close(long millis) {
    Thread last = thread;
    if (last != null && last != Thread.currentThread()) {
      try {
        last.join(Math.max(1, millis));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    LiveMark live = mark;
    if (live != null) {
      live.close();
    }
  }
}
