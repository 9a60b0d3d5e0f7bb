package dev.rein.agent.sample.jfr;

import java.io.File;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Room for the recorder's files. A recorder that cannot write ends the JVM, so it must be stopped
 * well before: between two looks, others may write as well.
 */
final class RecorderVolume {
  /**
   * Two of the recorder's files are 24 MB; the rest is what others may write until the next look.
   */
  private static final long LEAST = 64L << 20;

  /**
   * On a large volume things grow faster; more than a second or two of a fast disk helps nobody.
   */
  private static final long MOST = 1L << 30;

  private static final int SHARE = 20;

  /** Starts again only with so many times the room, or it would go on and off all the time. */
  private static final int TO_START = 2;

  private RecorderVolume() {}

  /** What must not be used of a volume of that size. */
  static long margin(long total) {
    return Math.max(LEAST, Math.min(MOST, total / SHARE));
  }

  /** Why the recorder must not write now, or null when it may. */
  static @Nullable String problem(boolean recording) {
    Path repository = RepositoryClaim.repository();
    File folder =
        repository == null || repository.getParent() == null
            ? new File(System.getProperty("java.io.tmpdir", ""))
            : repository.getParent().toFile();
    if (!folder.isDirectory() || !folder.canWrite()) {
      return "its folder " + folder + " cannot be written to";
    }
    long needed = margin(folder.getTotalSpace()) * (recording ? 1 : TO_START);
    long free = folder.getUsableSpace();
    return free >= needed
        ? null
        : "the volume of " + folder + " has " + (free >> 20) + " of " + (needed >> 20) + " MB free";
  }
}
