package dev.rein.agent.ledger;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The entries of all files of a queue, oldest first, past what is damaged of them. It opens files
 * for reading alone, and makes, locks and maps none.
 */
final class QueueFiles implements AutoCloseable {
  /** Hears of what cannot be read. */
  interface Losses {
    /**
     * A part of a file, or all the rest of it.
     *
     * @param bytes how many, as far as that can be told
     */
    void lost(String file, long bytes, boolean rest);

    void unreadable(String file, String why);
  }

  /** What Chronicle writes into a file before anything else has some 200 bytes. */
  private static final int LONGEST_HEAD = 512;

  private final Path folder;
  private final BooleanSupplier writerLives;
  private final Losses losses;
  private @Nullable QueueFile current;
  private String last = "";
  private boolean tailSeen;

  QueueFiles(Path folder, BooleanSupplier writerLives, Losses losses) {
    this.folder = folder;
    this.writerLives = writerLives;
    this.losses = losses;
  }

  /**
   * Goes on to the next entry; false when there is none yet.
   *
   * @throws IOException when the folder cannot be listed
   */
  boolean advance() throws IOException {
    while (true) {
      QueueFile file = current;
      if (file == null) {
        if (!openNext()) {
          return false;
        }
        continue;
      }
      try {
        QueueFile.Step step = file.advance();
        if (step == QueueFile.Step.ENTRY) {
          return true;
        }
        if (step == QueueFile.Step.NOTHING_YET) {
          step = lookAgain(file);
        }
        if (step == QueueFile.Step.DAMAGE) {
          skipDamage(file);
        } else if (step == QueueFile.Step.ENTRY) {
          return true;
        } else if (!openNext()) {
          return false;
        }
      } catch (IOException fault) {
        file.abandon();
        losses.unreadable(file.name(), FileReason.of(fault));
        if (!openNext()) {
          return false;
        }
      }
    }
  }

  /** Tells the end of what was written from a gap in it. */
  private QueueFile.Step lookAgain(QueueFile file) throws IOException {
    boolean finished = !writerLives.getAsBoolean() || !later().isEmpty();
    long written = file.lastWritten();
    // After all that: what was written by then shows now.
    QueueFile.Step step = file.advance();
    if (step != QueueFile.Step.NOTHING_YET) {
      return step;
    }
    if (written > file.position() || (finished && file.hasLostItsHeader())) {
      return QueueFile.Step.DAMAGE;
    }
    if (finished && !tailSeen) {
      tailSeen = true;
      long from = file.position();
      if (file.resume()) {
        skipped(file, from);
        return file.advance();
      }
    }
    return QueueFile.Step.NOTHING_YET;
  }

  /** A writer that was killed while Chronicle made the file has left only the file's head so. */
  private void skipped(QueueFile file, long from) {
    if (from > 0 || file.position() > LONGEST_HEAD) {
      losses.lost(file.name(), file.position() - from, false);
    }
  }

  private void skipDamage(QueueFile file) throws IOException {
    long from = file.position();
    if (file.resume()) {
      skipped(file, from);
    } else {
      long written = file.lastWritten();
      long end = written > from && written < Long.MAX_VALUE / 2 ? written : file.size();
      file.abandon();
      losses.lost(file.name(), Math.max(0, end - from), true);
    }
  }

  /** The bytes of the entry that was found; valid until the next is looked for. */
  QueueFile entry() {
    QueueFile file = current;
    if (file == null) {
      throw new IllegalStateException("no entry");
    }
    return file;
  }

  /** False when there is none; the present one then stays. */
  private boolean openNext() throws IOException {
    for (String name : later()) {
      Path path = folder.resolve(name);
      try {
        QueueFile file = open(path);
        close();
        current = file;
        last = name;
        tailSeen = false;
        return true;
      } catch (NoSuchFileException goneMeanwhile) {
        last = name;
      } catch (IOException e) {
        last = name;
        losses.unreadable(name, FileReason.of(e));
      }
    }
    return false;
  }

  /** Opening a pipe would wait for somebody to write to it. */
  private static QueueFile open(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    if (!Files.isRegularFile(path)) {
      throw new IOException("it is no regular file");
    }
    if (!Files.isReadable(path)) {
      throw new IOException("permission denied");
    }
    return new QueueFile(path);
  }

  /** Names tell the time. */
  private List<String> later() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.cq4")) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (name.compareTo(last) > 0) {
          names.add(name);
        }
      }
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(names);
    return names;
  }

  @Override
  public void close() {
    QueueFile file = current;
    current = null;
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException nothingWasWritten) {
      // What was read has been read.
    }
  }
}
