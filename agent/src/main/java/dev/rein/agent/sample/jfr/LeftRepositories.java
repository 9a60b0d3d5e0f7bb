package dev.rein.agent.sample.jfr;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folders that recorders of killed JVMs have left in the temp directory. Each JVM notes its own
 * in its folder beside those of the others, and the next one removes what the notes name.
 */
public final class LeftRepositories {
  private static final String NOTE = "jfr-repository";

  /** Date, time, process, and a number where several were made in one second. */
  private static final Pattern NAME = Pattern.compile("\\d{4}(?:_\\d\\d){5}_(\\d{1,10})(?:_\\d+)?");

  /**
   * A recorder at work writes every second. One that this process cannot see, in another container
   * with the same temp directory, is known by that.
   */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

  private static final int MAX_NOTE = 4096;

  private final Path own;

  /** Notes go to and are looked for beside {@code own}, the folder of this JVM. */
  public LeftRepositories(Path own) {
    this.own = own;
  }

  void remember(Path repository) {
    try {
      Files.writeString(own.resolve(NOTE), repository + "\n");
    } catch (IOException unwritable) {
      // Then it stays behind if this JVM is killed.
    }
  }

  void forget() {
    try {
      Files.deleteIfExists(own.resolve(NOTE));
    } catch (IOException unwritable) {
      // A later start finds the name of a live recorder, or of none.
    }
  }

  /**
   * Removes what JVMs that are gone have left, as far as it is surely theirs and this user's; the
   * rest is tried again by the next start.
   *
   * @return the folders removed
   */
  public List<Path> remove(Instant now) {
    List<Path> removed = new ArrayList<>();
    Path parent = own.getParent();
    if (parent == null) {
      return removed;
    }
    try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent)) {
      UserPrincipal user = Files.getOwner(own);
      for (Path sibling : siblings) {
        Path note = sibling.resolve(NOTE);
        if (!sibling.equals(own) && isOf(user, note)) {
          remove(note, user, now, removed);
        }
      }
    } catch (IOException unreadable) {
      // Nothing that the host must know.
    }
    return removed;
  }

  private static void remove(Path note, UserPrincipal user, Instant now, List<Path> removed) {
    try {
      Path repository = read(note);
      if (isAlive(repository)) {
        return;
      }
      if (Files.exists(repository, LinkOption.NOFOLLOW_LINKS)) {
        if (!isInTempDirectory(repository) || !isOf(user, repository)) {
          return;
        }
        if (!delete(repository, now)) {
          return;
        }
        removed.add(repository);
      }
      Files.deleteIfExists(note);
    } catch (IOException | InvalidPathException notToday) {
      // The next start tries again.
    }
  }

  private static Path read(Path note) throws IOException {
    if (Files.size(note) > MAX_NOTE) {
      throw new IOException("not a note");
    }
    return Path.of(Files.readString(note, StandardCharsets.UTF_8).strip());
  }

  /** True as well for what does not have the name of a repository. */
  private static boolean isAlive(Path repository) {
    Path name = repository.getFileName();
    Matcher matcher = NAME.matcher(name == null ? "" : name.toString());
    return !matcher.matches() || ProcessHandle.of(Long.parseLong(matcher.group(1))).isPresent();
  }

  private static boolean isInTempDirectory(Path repository) throws IOException {
    Path temp = Path.of(System.getProperty("java.io.tmpdir", "")).toRealPath();
    return Files.isDirectory(repository, LinkOption.NOFOLLOW_LINKS)
        && temp.equals(repository.getParent());
  }

  private static boolean isOf(UserPrincipal user, Path path) {
    try {
      return user.equals(Files.getOwner(path, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException absent) {
      return false;
    }
  }

  /** Deletes a folder that holds nothing but a recorder's files, all of them old. */
  private static boolean delete(Path repository, Instant now) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(repository)) {
      for (Path child : children) {
        if (!isSilentChunk(child, now)) {
          return false;
        }
        files.add(child);
      }
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(repository);
    return true;
  }

  private static boolean isSilentChunk(Path file, Instant now) throws IOException {
    Instant written = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    return file.getFileName().toString().endsWith(".jfr")
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && written.plus(LONGEST_SILENCE).isBefore(now);
  }
}
