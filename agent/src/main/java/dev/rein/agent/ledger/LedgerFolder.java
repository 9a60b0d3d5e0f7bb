package dev.rein.agent.ledger;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The folder that holds all Rein keeps of one JVM: {@code meta.json}, {@code queue/}, {@code
 * rein.log}. Its owner alone may look into it.
 */
public final class LedgerFolder {
  private static final Pattern NAME = Pattern.compile("\\d{1,19}-\\d{8}T\\d{6}\\.\\d{3}Z");
  static final String META = "meta.json";
  private static final long MAX_LOG_BYTES = 1024 * 1024;

  private final Path path;
  private final LedgerMeta meta;

  private LedgerFolder(Path path, LedgerMeta meta) {
    this.path = path;
    this.meta = meta;
  }

  /**
   * Makes a folder for a JVM that starts to record now, and the folders above it that are missing.
   *
   * @throws IOException saying in one line what is wrong with {@code dir}
   */
  public static LedgerFolder create(Path dir, LedgerMeta meta) throws IOException {
    Path absolute = dir.toAbsolutePath().normalize();
    try {
      PrivateFiles.createFolders(absolute);
      Path folder = createFree(absolute, meta);
      PrivateFiles.createFolder(folder.resolve("queue"));
      MetaFile.write(folder.resolve(META), meta);
      return new LedgerFolder(folder, meta);
    } catch (IOException e) {
      throw new IOException("cannot keep a ledger in " + absolute + ": " + FileReason.of(e), e);
    }
  }

  /** An existing one. */
  public static LedgerFolder open(Path folder) throws LedgerUnreadableException {
    Path absolute = folder.toAbsolutePath().normalize();
    return new LedgerFolder(absolute, MetaFile.read(absolute.resolve(META)));
  }

  /** True for a folder that looks like one of these from outside. */
  public static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve(META));
  }

  /**
   * The folders of a dir, newest first.
   *
   * @param remarks takes one line for each that cannot be read
   * @throws LedgerUnreadableException when {@code dir} itself cannot be listed
   */
  public static List<LedgerFolder> list(Path dir, Consumer<String> remarks)
      throws LedgerUnreadableException {
    List<LedgerFolder> folders = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(dir, LedgerFolder::isNamedSo)) {
      for (Path child : children) {
        try {
          folders.add(open(child));
        } catch (LedgerUnreadableException e) {
          remarks.accept(e.getMessage());
        }
      }
    } catch (IOException e) {
      throw new LedgerUnreadableException("cannot list " + dir + ": " + FileReason.of(e));
    }
    folders.sort(
        Comparator.comparing((LedgerFolder folder) -> folder.meta.started())
            .thenComparing(folder -> folder.path)
            .reversed());
    return folders;
  }

  public Path path() {
    return path;
  }

  public LedgerMeta meta() {
    return meta;
  }

  /** Where Rein's own lines go. */
  public Path log() {
    return path.resolve("rein.log");
  }

  /** Says that this process writes it; see {@link LiveMark}. */
  public LiveMark markLive() {
    return LiveMark.set(path);
  }

  Path queue() {
    return path.resolve("queue");
  }

  /** Adds a line to {@code rein.log}, which stays under a megabyte. */
  public synchronized void log(Instant at, String line) throws IOException {
    Path log = log();
    if (!Files.exists(log) || Files.size(log) < MAX_LOG_BYTES) {
      PrivateFiles.append(log, at + " " + line.replace('\n', ' ') + "\n");
    }
  }

  /** One JVM can be attached to, detached from and attached to again. */
  private static Path createFree(Path dir, LedgerMeta meta) throws IOException {
    Instant start = meta.started();
    for (int attempt = 0; ; attempt++) {
      Path folder = dir.resolve(meta.pid() + "-" + compact(start.plusMillis(attempt)));
      try {
        PrivateFiles.createFolder(folder);
        return folder;
      } catch (FileAlreadyExistsException taken) {
        if (attempt == 100) {
          throw taken;
        }
      }
    }
  }

  /** {@code 20261121T030334.123Z}; by hand, since a date format costs the host 30 ms. */
  private static String compact(Instant instant) {
    String text = instant.truncatedTo(ChronoUnit.MILLIS).toString();
    String whole = text.contains(".") ? text : text.replace("Z", ".000Z");
    return whole.replace("-", "").replace(":", "");
  }

  /** Whether a ledger's folder could be called that. */
  static boolean isNamedSo(Path child) {
    return NAME.matcher(child.getFileName().toString()).matches();
  }
}
