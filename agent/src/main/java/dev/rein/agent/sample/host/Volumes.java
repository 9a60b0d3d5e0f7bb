package dev.rein.agent.sample.host;

import dev.rein.agent.account.NanoClock;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The volumes that the JVM writes to: those of some folders, and of every file that it was told of.
 * A volume that is only read is none of them, since nobody needs room there. Any thread.
 */
public final class Volumes {
  /** When there are more, the one goes that was not written to for the longest time. */
  static final int MOST = 20;

  static final int MOST_FOLDERS = 1_000;

  /** So long a folder may be taken for one of the volume that was there before another. */
  private static final long FORGET_FOLDERS_AFTER = TimeUnit.SECONDS.toNanos(10);

  private static final int MOST_NOTES = 64;

  private final NanoClock clock;
  private final Map<FileStore, Volume> byStore = new HashMap<>();
  private volatile List<Volume> inUse = List.of();

  /** By the folder's path as the program has it; empty for a volume that is of no interest. */
  private final Map<String, Optional<Volume>> byFolder = new ConcurrentHashMap<>();

  private volatile long foldersSince;

  /** Files that somebody has written to since the last look; more than fit are lost. */
  private final AtomicReferenceArray<@Nullable String> notes =
      new AtomicReferenceArray<>(MOST_NOTES);

  private int nextNote;

  public Volumes(NanoClock clock) {
    this.clock = clock;
    this.foldersSince = clock.nanos();
  }

  /**
   * Has the next {@link #look} take a file's volume for one in use. Made for every open: it is not
   * looked at here, and of many at once some are lost.
   */
  public void note(String path) {
    notes.lazySet(nextNote++ & (MOST_NOTES - 1), path);
  }

  /** The volume of a file, there or not; it is in use from now on. Null when it is none. */
  public @Nullable Volume of(String path) {
    try {
      Path file = Path.of(path);
      if (Files.isSymbolicLink(file)) {
        return ofFolder(linked(file).toString());
      }
    } catch (InvalidPathException noPath) {
      return null;
    }
    int slash = path.lastIndexOf('/');
    return ofFolder(slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash));
  }

  /** The folder of what a link leads to, there or not. */
  private static Path linked(Path link) {
    try {
      Path target = link.resolveSibling(Files.readSymbolicLink(link));
      Path real = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
      Path folder = real.getParent();
      return folder == null ? real : folder;
    } catch (IOException gone) {
      return link.toAbsolutePath();
    }
  }

  /** The same for a folder. */
  public @Nullable Volume ofFolder(String folder) {
    Optional<Volume> known = byFolder.get(folder);
    if (known == null) {
      known = Optional.ofNullable(find(folder));
      if (byFolder.size() >= MOST_FOLDERS) {
        byFolder.clear();
      }
      byFolder.put(folder, known);
    }
    Volume volume = known.orElse(null);
    if (volume != null) {
      volume.use();
    }
    return volume;
  }

  private @Nullable Volume find(String folder) {
    try {
      Path existing = Path.of(folder).toAbsolutePath();
      while (existing != null && !Files.exists(existing)) {
        existing = existing.getParent();
      }
      return existing == null ? null : add(existing, Files.getFileStore(existing));
    } catch (IOException | RuntimeException unknown) {
      return null;
    }
  }

  private @Nullable Volume add(Path folder, FileStore store) throws IOException {
    synchronized (byStore) {
      Volume known = byStore.get(store);
      if (known != null && known.isMounted()) {
        return known;
      }
    }
    Volume found = Volume.of(folder, store, clock);
    if (found != null) {
      synchronized (byStore) {
        if (byStore.size() >= MOST) {
          byStore.values().stream()
              .max(Comparator.comparingLong(Volume::unusedFor))
              .ifPresent(byStore.values()::remove);
        }
        byStore.put(store, found);
        inUse = List.copyOf(byStore.values());
      }
    }
    return found;
  }

  /** Those in use, in no order. */
  public List<Volume> inUse() {
    return inUse;
  }

  /** Finds the volumes of the files that were noted, and forgets those that are gone. */
  public void look() {
    if (clock.nanos() - foldersSince >= FORGET_FOLDERS_AFTER) {
      foldersSince = clock.nanos();
      byFolder.clear();
    }
    for (int i = 0; i < MOST_NOTES; i++) {
      String path = notes.getAndSet(i, null);
      Volume unused = path == null ? null : of(path);
    }
    List<Volume> gone = new ArrayList<>(inUse);
    gone.removeIf(volume -> volume.isRemote() || volume.isMounted());
    if (!gone.isEmpty()) {
      forget(gone);
    }
  }

  private void forget(List<Volume> gone) {
    synchronized (byStore) {
      byStore.values().removeAll(gone);
      inUse = List.copyOf(byStore.values());
    }
    byFolder.clear();
  }
}
