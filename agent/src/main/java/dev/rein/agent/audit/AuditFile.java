package dev.rein.agent.audit;

import dev.rein.agent.ledger.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The file that lines are appended to: opened when there is something to write, given another name
 * when it is full or old, opened anew when somebody has taken it away. A line is in it whole or not
 * at all. One thread.
 */
final class AuditFile implements AutoCloseable {
  private static final Duration LOOK_AFTER = Duration.ofHours(1);

  /** What every line begins with, up to its time's end. */
  private static final String TIME = "{\"timestamp\":\"";

  private static final int HEAD = 64;

  private final Path file;
  private final AuditSettings settings;
  private final InstantSource clock;
  private final RotatedFiles rotated;
  private @Nullable AuditLock lock;
  private @Nullable FileChannel channel;
  private @Nullable Object key;
  private long size;
  private long rotateAt;
  private Instant firstLine = Instant.MAX;
  private Instant lastLook = Instant.MIN;

  AuditFile(AuditSettings settings, long pid, InstantSource clock) {
    this.file = settings.fileOf(pid).toAbsolutePath();
    this.settings = settings;
    this.clock = clock;
    this.rotated = new RotatedFiles(file, settings);
  }

  Path path() {
    return file;
  }

  /**
   * Appends whole lines.
   *
   * @throws IOException when none of them is in the file; they may be tried again
   */
  void append(ByteBuffer lines) throws IOException {
    FileChannel open = current();
    int length = lines.remaining();
    if (size > 0 && (size + length > rotateAt || isOld())) {
      open = rotate(open);
    }
    try {
      while (lines.hasRemaining()) {
        int unused = open.write(lines);
      }
    } catch (IOException e) {
      rollBack(open);
      throw e;
    }
    if (size == 0) {
      firstLine = clock.instant();
    }
    size += length;
    lookAround();
  }

  private boolean isOld() {
    return firstLine.isBefore(clock.instant().minus(settings.age()));
  }

  /** Half a line must not stay, for what comes next would be part of it. */
  private void rollBack(FileChannel open) {
    try {
      open.truncate(size);
    } catch (IOException endedWhenOpenedAnew) {
      closeFile();
    }
  }

  private FileChannel current() throws IOException {
    FileChannel open = channel;
    if (open != null && isStillThere()) {
      return open;
    }
    closeFile();
    try {
      return open();
    } catch (UnsupportedOperationException | SecurityException e) {
      throw new IOException(e.toString(), e);
    }
  }

  private boolean isStillThere() {
    Object known = key;
    return known != null && known.equals(keyOf(file));
  }

  private static @Nullable Object keyOf(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .fileKey();
    } catch (IOException gone) {
      return null;
    }
  }

  private FileChannel open() throws IOException {
    Path folder = file.getParent();
    if (folder == null) {
      throw new IOException("it is no file");
    }
    PrivateFiles.createFolders(folder);
    if (!PrivateFiles.isOnlyOurs(folder)) {
      throw new IOException(
          "its folder is another user's, or others may write there; name one of this user's own");
    }
    if (lock == null) {
      lock = AuditLock.take(file);
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !PrivateFiles.isOnlyOurs(file)) {
      throw new IOException("there is a file of another user's, or one that others may write");
    }
    FileChannel opened = PrivateFiles.appendTo(file);
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException("it is no regular file");
      }
      endLastLine(opened);
      size = opened.size();
      firstLine = size == 0 ? Instant.MAX : timeOfFirstLine();
      rotateAt = settings.maxBytes();
      key = keyOf(file);
      channel = opened;
      return opened;
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  /** A process that was killed, or a full disk, may have left half of one. */
  private void endLastLine(FileChannel opened) throws IOException {
    long length = opened.size();
    if (length == 0) {
      return;
    }
    ByteBuffer last = ByteBuffer.allocate(1);
    try (FileChannel reading = FileChannel.open(file)) {
      int unused = reading.read(last, length - 1);
    }
    if (last.get(0) != '\n') {
      int unused = opened.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }
  }

  private Instant timeOfFirstLine() throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    try (FileChannel reading = FileChannel.open(file)) {
      int unused = reading.read(head, 0);
    }
    String text = new String(head.array(), 0, head.position(), StandardCharsets.UTF_8);
    int end = text.indexOf('"', TIME.length());
    try {
      return text.startsWith(TIME) && end > 0
          ? Instant.parse(text.substring(TIME.length(), end))
          : clock.instant();
    } catch (DateTimeParseException noLineOfOurs) {
      return clock.instant();
    }
  }

  private FileChannel rotate(FileChannel open) throws IOException {
    try {
      Files.move(file, rotated.next(clock.instant()));
    } catch (IOException | RuntimeException notNow) {
      // The lines matter more than how they are cut; tried again when as much has come again.
      rotateAt = size + settings.maxBytes();
      firstLine = clock.instant();
      return open;
    }
    closeFile();
    lastLook = Instant.MIN;
    return open();
  }

  private void lookAround() {
    Instant now = clock.instant();
    AuditLock held = lock;
    if (held != null && lastLook.isBefore(now.minus(LOOK_AFTER))) {
      lastLook = now;
      held.touch();
      rotated.prune(now);
    }
  }

  private void closeFile() {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException alreadyWritten) {
        // Nothing is kept back, so nothing is lost.
      }
    }
  }

  @Override
  public void close() {
    closeFile();
    AuditLock held = lock;
    lock = null;
    if (held != null) {
      try {
        held.close();
      } catch (IOException itEndsWithTheProcess) {
        // Then others wait until then.
      }
    }
  }
}
