package dev.rein.agent.sample.host;

import dev.rein.agent.account.NanoClock;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds what could be deleted to make room, in a few folders where such things lie: a bounded look
 * at files of the JVM's own user, which follows no link. Takes seconds; one thread, one look.
 */
public final class Cleanables {
  private static final int MOST_FILES = 20_000;
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final long LARGE_LOG = 100_000_000;
  private static final long LARGE_CACHE = 1_000_000_000;
  private static final Duration OLD = Duration.ofDays(7);

  private final NanoClock clock;
  private final long begun;
  private final long olderThan;
  private final Predicate<Path> onVolume;
  private final @Nullable UserPrincipal user;
  private final List<Cleanable> found = new ArrayList<>();
  private int files;

  /**
   * Something that could be deleted.
   *
   * @param what for people, after the amount: {@code of logs in /var/log/app}
   */
  public record Cleanable(long bytes, String what) {}

  /**
   * @param now in milliseconds since 1970
   * @param onVolume whether a folder lies on the volume that is short
   */
  public Cleanables(NanoClock clock, long now, Predicate<Path> onVolume) {
    this.clock = clock;
    this.begun = clock.nanos();
    this.olderThan = now - OLD.toMillis();
    this.onVolume = onVolume;
    this.user = user();
  }

  private static @Nullable UserPrincipal user() {
    try {
      return Files.getOwner(Path.of("/proc/self"));
    } catch (IOException | RuntimeException noSuchSystem) {
      return ownerOfHome();
    }
  }

  private static @Nullable UserPrincipal ownerOfHome() {
    try {
      return Files.getOwner(Path.of(System.getProperty("user.home", "")));
    } catch (IOException | RuntimeException unknown) {
      return null;
    }
  }

  /** Files below a folder that nobody has written to for a week. */
  public Cleanables old(Path folder) {
    long bytes =
        sum(folder, (file, attributes) -> attributes.lastModifiedTime().toMillis() < olderThan);
    return add(bytes, 1, "older than " + OLD.toDays() + " days in " + folder);
  }

  /** Logs below a folder that are so large that they should have been rotated. */
  public Cleanables logs(Path folder) {
    long bytes = sum(folder, (file, attributes) -> attributes.size() > LARGE_LOG && isLog(file));
    return add(bytes, 1, "of logs over 100 MB in " + folder);
  }

  /** All below a folder that others can make again, if that is much. */
  public Cleanables cache(Path folder) {
    return add(sum(folder, (file, attributes) -> true), LARGE_CACHE, "of caches in " + folder);
  }

  /** All below some folders that nobody needs any more. */
  public Cleanables unneeded(List<Path> folders, String what) {
    long bytes = 0;
    for (Path folder : folders) {
      bytes += sum(folder, (file, attributes) -> true);
    }
    return add(bytes, 1, what);
  }

  /** What was found, the largest first. */
  public List<Cleanable> found() {
    return found.stream().sorted((one, other) -> Long.compare(other.bytes, one.bytes)).toList();
  }

  /** Whether there was more to look at than this may. */
  public boolean isIncomplete() {
    return files > MOST_FILES || clock.nanos() - begun > LONGEST.toNanos();
  }

  private Cleanables add(long bytes, long least, String what) {
    if (bytes >= least) {
      found.add(new Cleanable(bytes, what));
    }
    return this;
  }

  private static boolean isLog(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.contains(".log") || name.endsWith(".out");
  }

  private interface Filter {
    boolean accepts(Path file, BasicFileAttributes attributes);
  }

  private long sum(Path folder, Filter filter) {
    long[] bytes = {0};
    if (!onVolume.test(folder)) {
      return 0;
    }
    SimpleFileVisitor<Path> visitor =
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path child, BasicFileAttributes attributes) {
            if (isIncomplete()) {
              return FileVisitResult.TERMINATE;
            }
            return onVolume.test(child) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files++;
            if (attributes.isRegularFile() && filter.accepts(file, attributes) && isOwn(file)) {
              bytes[0] += attributes.size();
            }
            return isIncomplete() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path child, @Nullable IOException unreadable) {
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Path unused = Files.walkFileTree(folder, visitor);
    } catch (NoSuchFileException gone) {
      return bytes[0];
    } catch (IOException | RuntimeException unreadable) {
      return 0;
    }
    return bytes[0];
  }

  private boolean isOwn(Path file) {
    try {
      return user != null && user.equals(Files.getOwner(file, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException | RuntimeException unknown) {
      return false;
    }
  }
}
