package dev.rein.agent.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of one ledger, as retention looks at them.
 *
 * @param rolled those of the queue, oldest first
 * @param others of Rein's own, with what says whose ledger it is last
 * @param othersBytes how long those are
 * @param newest when anything of it was written last
 * @param foreign whether there is something that this package has not made
 */
record FolderFiles(
    Path folder,
    List<QueueFile> rolled,
    List<Path> others,
    long othersBytes,
    Instant newest,
    boolean foreign) {
  private static final Set<String> QUEUE_FILES = Set.of("metadata.cq4t");
  private static final Set<String> FILES =
      Set.of("rein.log", LiveMark.NAME, "control.sock", "meta.json.tmp", LedgerFolder.META);

  /** Files of a queue are made a megabyte at a time, with holes where nothing is yet. */
  private static final int STEP = 1 << 16;

  /** One file of the queue, and how long it is with its holes. */
  record QueueFile(Path path, Instant modified, long length) {}

  long length() {
    return othersBytes + rolled.stream().mapToLong(QueueFile::length).sum();
  }

  /** Null for what is no folder of that owner's. */
  static @Nullable FolderFiles look(Path folder, UserPrincipal owner) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        || !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
      return null;
    }
    Looking looking = new Looking();
    Path queue = folder.resolve("queue");
    for (Path child : children(folder)) {
      if (child.equals(queue) && Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
        for (Path file : children(queue)) {
          looking.see(file, file.toString().endsWith(".cq4"), QUEUE_FILES);
        }
      } else {
        looking.see(child, false, FILES);
      }
    }
    looking.rolled.sort(Comparator.comparing(file -> file.path().toString()));
    looking.others.sort(Comparator.comparing(file -> file.endsWith(LedgerFolder.META)));
    return new FolderFiles(
        folder, looking.rolled, looking.others, looking.bytes, looking.newest, looking.foreign);
  }

  private static List<Path> children(Path folder) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      List<Path> children = new ArrayList<>();
      stream.forEach(children::add);
      return children;
    }
  }

  /** How long a file is without the hole at its end, to within a step. */
  static long used(Path file, long length) {
    ByteBuffer page = ByteBuffer.allocate(4096);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (long end = length; end > STEP; end -= STEP) {
        page.clear();
        int read = channel.read(page, end - STEP);
        for (int i = 0; i < read; i++) {
          if (page.get(i) != 0) {
            return end;
          }
        }
      }
    } catch (IOException goneMeanwhile) {
      return length;
    }
    return Math.min(STEP, length);
  }

  /** What has been seen of the folder so far. */
  private static final class Looking {
    private final List<QueueFile> rolled = new ArrayList<>();
    private final List<Path> others = new ArrayList<>();
    private Instant newest = Instant.EPOCH;
    private long bytes;
    private boolean foreign;

    void see(Path file, boolean rolls, Set<String> own) throws IOException {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Instant modified = attributes.lastModifiedTime().toInstant();
      newest = modified.isAfter(newest) ? modified : newest;
      if (attributes.isDirectory() || attributes.isSymbolicLink()) {
        foreign = true;
      } else if (rolls) {
        rolled.add(new QueueFile(file, modified, attributes.size()));
      } else if (own.contains(file.getFileName().toString())) {
        others.add(file);
        bytes += attributes.size();
      } else {
        foreign = true;
      }
    }
  }
}
