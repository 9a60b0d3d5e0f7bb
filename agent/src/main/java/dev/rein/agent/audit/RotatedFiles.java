package dev.rein.agent.audit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that an audit log has filled: what they are called, and which of them are too old.
 * Where each process has a file of its own, those that dead ones have left count too.
 */
final class RotatedFiles {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final String ROTATED = "\\.[0-9]{8}T[0-9]{6}\\.[0-9]{3}Z(-[0-9]+)?";

  private final Path log;
  private final AuditSettings settings;
  private final Pattern files;

  RotatedFiles(Path log, AuditSettings settings) {
    this.log = log;
    this.settings = settings;
    this.files =
        Pattern.compile(
            "(?<log>"
                + settings.names()
                + ")("
                + ROTATED
                + "|"
                + Pattern.quote(AuditLock.SUFFIX)
                + ")?");
  }

  /** A name that no file has yet. */
  Path next(Instant now) {
    String name = log.getFileName() + "." + TIME.format(now);
    Path next = log.resolveSibling(name);
    for (int i = 2; Files.exists(next, LinkOption.NOFOLLOW_LINKS); i++) {
      next = log.resolveSibling(name + "-" + i);
    }
    return next;
  }

  /** Deletes what was written last before that; what cannot be deleted stays for the next time. */
  void prune(Instant now) {
    Instant oldest = now.minus(settings.age());
    try (DirectoryStream<Path> all = Files.newDirectoryStream(log.toAbsolutePath().getParent())) {
      for (Path file : all) {
        Matcher name = files.matcher(String.valueOf(file.getFileName()));
        if (name.matches() && isOver(file, log.resolveSibling(name.group("log")), oldest)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | RuntimeException laterThen) {
      // An age is a wish; the lines to come matter more.
    }
  }

  /**
   * @param owner the log that the file belongs to, maybe another process's
   */
  private boolean isOver(Path file, Path owner, Instant oldest) throws IOException {
    if (!isOlder(file, oldest) || file.equals(log) || file.equals(AuditLock.of(log))) {
      return false;
    }
    boolean rotated = !file.equals(owner) && !file.equals(AuditLock.of(owner));
    // One that lives touches its lock; what it has rotated is old all the same.
    Path lock = AuditLock.of(owner);
    return rotated || !Files.exists(lock, LinkOption.NOFOLLOW_LINKS) || isOlder(lock, oldest);
  }

  private static boolean isOlder(Path file, Instant time) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return found.isRegularFile() && found.lastModifiedTime().toInstant().isBefore(time);
  }
}
