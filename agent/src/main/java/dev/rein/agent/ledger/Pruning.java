package dev.rein.agent.ledger;

import dev.rein.agent.ledger.FolderFiles.QueueFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One look of {@link Retention} at all ledgers, and what comes of it. */
final class Pruning {
  /** A running JVM renews its mark every hour: what is younger than this is never removed. */
  static final Duration QUIET = Duration.ofHours(2);

  /** Without a mark the pid may be of another container: only a long silence tells. */
  static final Duration QUIET_UNMARKED = Duration.ofDays(1);

  /** Who may remove files of a folder. */
  private enum Owner {
    /** This process, which still writes it: all but the last. */
    SELF,
    /** Another one that still writes it: nobody here. */
    OTHER,
    /** Nobody writes it any more. */
    NOBODY
  }

  private record Candidate(FolderFiles folder, QueueFile file) {}

  private final Duration age;
  private final long most;
  private final Instant now;
  private final @Nullable Path own;
  private final List<FolderFiles> folders = new ArrayList<>();
  private final Map<Path, Owner> owners = new HashMap<>();
  private final Map<Path, Long> sizes = new HashMap<>();
  private final Set<Path> gone = new HashSet<>();
  private long total;
  private int tooOld;
  private int tooMuch;
  private long removed;

  Pruning(Duration age, long most, Instant now, @Nullable Path own) {
    this.age = age;
    this.most = most;
    this.now = now;
    this.own = own;
  }

  void look(Path folder, UserPrincipal owner) {
    try {
      FolderFiles files = FolderFiles.look(folder, owner);
      if (files != null) {
        folders.add(files);
        total += files.length();
      }
    } catch (IOException goneOrForeign) {
      // Not ours to remove.
    }
  }

  Retention.Removed remove() {
    List<Candidate> candidates = new ArrayList<>();
    for (FolderFiles folder : folders) {
      folder.rolled().forEach(file -> candidates.add(new Candidate(folder, file)));
    }
    if (total > most) {
      // To look for holes takes a while, where there are a thousand files.
      total = folders.stream().mapToLong(FolderFiles::othersBytes).sum();
      candidates.forEach(one -> total += size(one.file()));
    }
    candidates.sort(Comparator.comparing((Candidate one) -> one.file().modified()));
    for (Candidate one : candidates) {
      boolean old = isBefore(one.file().modified(), age);
      if ((!old && total <= most) || !isBefore(one.file().modified(), QUIET)) {
        break;
      }
      remove(one, old);
    }
    folders.forEach(this::removeIfEmpty);
    return new Retention.Removed(tooOld, tooMuch, removed);
  }

  private void remove(Candidate one, boolean old) {
    FolderFiles folder = one.folder();
    Owner owner = owner(folder);
    List<QueueFile> rolled = folder.rolled();
    boolean last = rolled.get(rolled.size() - 1).equals(one.file());
    if (last && owner != Owner.NOBODY) {
      return;
    }
    long size = size(one.file());
    if (owner == Owner.OTHER) {
      // It goes too, by its own process: no younger one has to make room for it.
      total -= size;
    } else if (delete(one.file().path())) {
      total -= size;
      removed += size;
      tooOld += old ? 1 : 0;
      tooMuch += old ? 0 : 1;
    }
  }

  private long size(QueueFile file) {
    return sizes.computeIfAbsent(file.path(), path -> FolderFiles.used(path, file.length()));
  }

  private boolean delete(Path file) {
    try {
      Files.deleteIfExists(file);
      gone.add(file);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Owner owner(FolderFiles folder) {
    return owners.computeIfAbsent(folder.folder(), path -> findOwner(folder));
  }

  private Owner findOwner(FolderFiles folder) {
    Path path = folder.folder();
    if (path.equals(own)) {
      return Owner.SELF;
    }
    boolean marked = folder.others().contains(path.resolve(LiveMark.NAME));
    boolean quiet = isBefore(folder.newest(), marked ? QUIET : QUIET_UNMARKED);
    return quiet && !LiveMark.isHeld(path) ? Owner.NOBODY : Owner.OTHER;
  }

  /** Of a ledger without a file of its queue nothing is left to read. */
  private void removeIfEmpty(FolderFiles folder) {
    boolean all = folder.rolled().stream().allMatch(file -> gone.contains(file.path()));
    boolean some = !folder.rolled().isEmpty() || isBefore(folder.newest(), age);
    if (!all || !some || folder.foreign() || owner(folder) != Owner.NOBODY) {
      return;
    }
    for (Path file : folder.others()) {
      boolean unused = delete(file);
    }
    boolean unused = delete(folder.folder().resolve("queue")) && delete(folder.folder());
  }

  private boolean isBefore(Instant time, Duration ago) {
    return time.isBefore(now.minus(ago));
  }
}
