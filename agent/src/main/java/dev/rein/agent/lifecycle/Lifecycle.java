package dev.rein.agent.lifecycle;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LifecycleEntry.Cleaned;
import dev.rein.agent.ledger.LifecycleEntry.LeftOpen.Kind;
import java.io.File;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes what accounts start and stop, on the threads that do. A run is whatever tells one run of an
 * agent from another; null where it is not known.
 */
public final class Lifecycle {
  private final Consumer<LedgerEntry> ledger;
  private final SiteChoice sites;
  private final OpenThings things = new OpenThings();
  private final Tracked tracked;
  private final Ends ends;
  private final TempFiles temp = new TempFiles(System.getProperty("java.io.tmpdir", "/tmp"));
  private final AtomicLong numbers = new AtomicLong();
  private final ShutdownHooks shutdownHooks = new ShutdownHooks();

  /** Of what is noted where it was started. */
  public enum SiteChoice {
    STARTS,
    ALL,
    NONE
  }

  /** Makes a thread of Rein's. */
  public interface Threads {
    Thread unstarted(String name, Runnable task);
  }

  /**
   * Follows nothing yet.
   *
   * @param ledger any thread
   * @param handles tells what files are open now; Rein's threads
   */
  public Lifecycle(
      Consumer<LedgerEntry> ledger, OpenHandles handles, Threads threads, SiteChoice sites) {
    this.ledger = ledger;
    this.sites = sites;
    this.tracked = new Tracked(things, ledger);
    Told told = new Told(things, handles, ledger, numbers::incrementAndGet);
    this.ends = new Ends(things, told, tracked, shutdownHooks, ledger, threads);
  }

  /** What happens at the ends of agents' work and of the JVM. */
  public Ends ends() {
    return ends;
  }

  public void processStarted(
      Process process, String command, AccountLimits account, @Nullable Object run) {
    StartSite site = site();
    add(process, Kind.PROCESS, process.pid(), command, site, account, run, process);
  }

  public void processEnded(Process process) {
    stopped(process);
  }

  /** A thread has been started; it may have ended already. */
  public void threadStarted(
      Thread thread, boolean virtual, AccountLimits account, @Nullable Object run) {
    if (virtual && account.parent() == null) {
      return; // There may be millions, and nobody told them apart.
    }
    StartSite site = virtual && sites != SiteChoice.ALL ? StartSite.ofThread() : site();
    if (site.atShutdown()) {
      shutdownHooks.add(thread);
      return;
    }
    Long id = thread.getId();
    WeakReference<Thread> subject = new WeakReference<>(thread);
    add(id, Kind.THREAD, id, thread.getName(), site, account, run, subject);
    if (!thread.isAlive()) {
      threadEnded(thread);
    }
  }

  public void threadEnded(Thread thread) {
    if (!things.isEmpty()) {
      stopped(thread.getId());
    }
  }

  /**
   * A file or directory is about to be made; most are not temporary, and cost next to nothing.
   *
   * @param run asked only where it is needed
   */
  public void creating(String path, AccountLimits account, Supplier<@Nullable Object> run) {
    if (temp.mayBeTemporary(path) && TempFiles.hasLongNumber(path)) {
      StartSite site = StartSite.find();
      if (site.temporary()) {
        tempFile(path, site, account, run.get());
      }
    }
  }

  /** A temporary file has been made. */
  public void created(File file, AccountLimits account, @Nullable Object run) {
    tempFile(file.getAbsolutePath(), site(), account, run);
  }

  private void tempFile(String path, StartSite site, AccountLimits account, @Nullable Object run) {
    add(path, Kind.TEMP_FILE, 0, path, site, account, run, Path.of(path));
  }

  /** A file or directory may be gone soon. */
  public void deleting(String path) {
    OpenThing thing = things.isEmpty() ? null : things.get(path);
    if (thing != null) {
      thing.mayBeGone();
    }
  }

  /**
   * A slot is taken.
   *
   * @param slot what {@link #slotClosed} is called with
   */
  public void slotTaken(Object slot, AccountLimits account, @Nullable Object run) {
    add(new OpenThings.Identity(slot), Kind.SLOT, 0, "slot", site(), account, run, null);
  }

  public void slotClosed(Object slot) {
    stopped(new OpenThings.Identity(slot));
  }

  /** Has a resource closed at the end of the run, or else of the account's work or the JVM. */
  public void track(
      AutoCloseable resource, String name, AccountLimits account, @Nullable Object run) {
    Object key = new OpenThings.Identity(resource);
    add(key, Kind.TRACKED, 0, name, site(), account, run, resource);
  }

  /** False when it is not to be closed, or has been. */
  public boolean untrack(AutoCloseable resource) {
    return stopped(new OpenThings.Identity(resource));
  }

  /** Tells what has been open for a while. One thread. */
  public void collect(Consumer<LedgerEntry> sink) {
    ends.told().collect(sink, System.currentTimeMillis());
  }

  private StartSite site() {
    return sites == SiteChoice.NONE ? StartSite.ofThread() : StartSite.find();
  }

  private void add(
      Object key,
      Kind kind,
      long id,
      String name,
      StartSite site,
      AccountLimits account,
      @Nullable Object run,
      @Nullable Object subject) {
    long now = System.currentTimeMillis();
    boolean unused =
        things.add(
            key,
            new OpenThing(
                numbers.incrementAndGet(),
                kind,
                id,
                name,
                now,
                site.where(),
                site.thread(),
                account,
                run,
                subject));
  }

  private boolean stopped(Object key) {
    OpenThing thing = things.remove(key);
    if (thing != null && thing.isTold() && !thing.isCleaned()) {
      ledger.accept(thing.cleaned(Cleaned.Result.STOPPED, "", System.currentTimeMillis()));
    }
    return thing != null;
  }
}
