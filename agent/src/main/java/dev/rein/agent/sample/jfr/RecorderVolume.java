package dev.rein.agent.sample.jfr;

import java.io.File;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Room for the recorder's files. A recorder that cannot write ends the JVM, so it must be stopped
 * well before: between two looks, others write as well.
 */
final class RecorderVolume {
  /** Ten times what the recorder needs itself; a volume smaller than that fills in no time. */
  private static final long LEAST = 256L << 20;

  /** About what a fast disk takes in a second, which is how often this is looked at. */
  private static final long MOST = 2L << 30;

  private static final int SHARE = 20;

  /** Starts again only with so many times the room, or it would go on and off all the time. */
  private static final int TO_START = 2;

  /**
   * Where space shrinks so fast that it would be gone after so many more looks, that is too late.
   */
  private static final int LOOKS_AHEAD = 3;

  private long lastFree = Long.MAX_VALUE;

  /** What must not be used of a volume of that size. */
  static long margin(long total) {
    return Math.max(LEAST, Math.min(MOST, total / SHARE));
  }

  /** Whether a volume that had so much room at the last look is going to be full soon. */
  static boolean isFillingUp(long lastFree, long free) {
    return lastFree > free && lastFree != Long.MAX_VALUE && free / LOOKS_AHEAD < lastFree - free;
  }

  /** Why the recorder must not write now, or null when it may. */
  @Nullable String problem(boolean recording) {
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
    boolean isFillingUp = isFillingUp(lastFree, free);
    lastFree = free;
    if (free >= needed && !isFillingUp) {
      return null;
    }
    String has = "the volume of " + folder + " has " + (free >> 20) + " MB free";
    return has + (free < needed ? " of " + (needed >> 20) + " needed" : " and fills up");
  }
}
