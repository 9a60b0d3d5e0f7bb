package dev.rein.agent.lifecycle;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LifecycleEntry.Cleaned;
import dev.rein.agent.ledger.LifecycleEntry.LeftOpen.Kind;
import dev.rein.agent.ledger.LifecycleEntry.LeftOpen.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Tells the ledger what is open: while it is, and at the ends. Rein's threads, one at a time. */
final class Told {
  /** At one end; more are counted only. */
  static final int MOST_AT_ONCE = 1_000;

  /** What is open for a moment only is not worth an entry. */
  private static final long WHILE_MILLIS = 1_000;

  private static final long LOOK_EVERY_MILLIS = 1_000;

  private final OpenThings things;
  private final OpenHandles handles;
  private final Consumer<LedgerEntry> ledger;
  private final LongSupplier numbers;
  private long lookedAt;
  private boolean saidBeyond;

  Told(OpenThings things, OpenHandles handles, Consumer<LedgerEntry> ledger, LongSupplier numbers) {
    this.things = things;
    this.handles = handles;
    this.ledger = ledger;
    this.numbers = numbers;
  }

  /** A file that is open, as it was told before. */
  private record HandleKey(int descriptor, String path) {}

  /** Tells what has been open for a while, and forgets what is gone. */
  synchronized void collect(Consumer<LedgerEntry> sink, long now) {
    if (things.isEmpty() || now - lookedAt < LOOK_EVERY_MILLIS) {
      return;
    }
    lookedAt = now;
    for (OpenThing thing : things.all()) {
      boolean old = now - thing.started() >= WHILE_MILLIS;
      if ((old && !thing.isTold() && isWorthIt(thing)) || thing.isMaybeGone()) {
        look(thing, sink, old, now);
      }
    }
    sayBeyond();
  }

  /** A program's own threads are many, and gone with it. */
  private static boolean isWorthIt(OpenThing thing) {
    return thing.kind() != Kind.THREAD || thing.account().parent() != null;
  }

  private void look(OpenThing thing, Consumer<LedgerEntry> sink, boolean old, long now) {
    if (thing.isOpen()) {
      if (old && !thing.isTold()) {
        sink.accept(thing.entry(Stage.OPEN, now));
      }
    } else if (old || thing.isMaybeGone()) {
      forget(thing, sink, now);
    }
  }

  private void forget(OpenThing thing, Consumer<LedgerEntry> sink, long now) {
    if (things.remove(thing) && thing.isTold() && !thing.isCleaned()) {
      sink.accept(thing.cleaned(Cleaned.Result.STOPPED, "", now));
    }
  }

  private void sayBeyond() {
    if (!saidBeyond && things.beyond() > 0) {
      saidBeyond = true;
      notice(
          "more than "
              + OpenThings.MOST
              + " things are open at once; later ones are not followed to their end");
    }
  }

  /**
   * Tells those that are open and are not to stay; files are told by those who ask for them.
   *
   * @return what was left, files aside
   */
  synchronized List<OpenThing> atEnd(List<OpenThing> candidates, Stage stage, Set<String> excused) {
    long now = System.currentTimeMillis();
    List<OpenThing> left = new ArrayList<>();
    int told = 0;
    for (OpenThing thing : candidates) {
      if (thing.isLongLived() || excused.contains(thing.name())) {
        continue;
      }
      if (!thing.isOpen()) {
        forget(thing, ledger, now);
        continue;
      }
      left.add(thing);
      if (told++ < MOST_AT_ONCE) {
        ledger.accept(thing.entry(stage, now));
      }
    }
    if (told > MOST_AT_ONCE) {
      notice("and " + (told - MOST_AT_ONCE) + " more things are left open");
    }
    return left;
  }

  /** The open files of an account, or of all where it is null, that are not told yet. */
  synchronized List<OpenThing> handles(@Nullable AccountLimits account) {
    List<OpenThing> found = new ArrayList<>();
    Set<HandleKey> open = new HashSet<>();
    for (OpenHandle handle : handles.now()) {
      HandleKey key = new HandleKey(handle.descriptor(), handle.path());
      open.add(key);
      if (account == null || handle.account() == account) {
        OpenThing known = things.get(key);
        OpenThing thing = known == null ? made(handle) : known;
        boolean unused = known != null || things.add(key, thing);
        found.add(thing);
      }
    }
    long now = System.currentTimeMillis();
    for (OpenThing thing : things.all()) {
      if (thing.subject() instanceof HandleKey key && !open.contains(key)) {
        forget(thing, ledger, now);
      }
    }
    return found;
  }

  private OpenThing made(OpenHandle handle) {
    return new OpenThing(
        numbers.getAsLong(),
        Kind.HANDLE,
        handle.descriptor(),
        handle.path(),
        handle.started(),
        handle.where(),
        handle.thread(),
        handle.account(),
        null,
        new HandleKey(handle.descriptor(), handle.path()));
  }

  private void notice(String message) {
    ledger.accept(new LedgerEntry.Notice(System.currentTimeMillis(), "warning", message));
  }
}
