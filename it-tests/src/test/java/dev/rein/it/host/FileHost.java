package dev.rein.it.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Uses files as it is told on stdin, one command a line, and says what it did. Prints {@code ready}
 * when it listens and {@code done} after each command.
 *
 * <ul>
 *   <li>{@code use TIMES SEED}: see {@link FileUses}
 *   <li>{@code open}: opens a file in every way and keeps it open; prints in how many
 *   <li>{@code close COUNT}: closes so many of those it has opened first, each twice
 *   <li>{@code drop}: forgets what it keeps, but for what no collector would close
 *   <li>{@code collect}: has the collector run
 *   <li>{@code tally}: prints what it has used so far, see {@link FileTally}
 * </ul>
 */
public final class FileHost {
  private final Path folder;
  private final Path elsewhere;
  private final boolean movesBytes;
  private final FileTally tally = new FileTally();
  private final List<Closeable> kept = new ArrayList<>();

  private FileHost(Path folder, Path elsewhere, boolean movesBytes) {
    this.folder = folder;
    this.elsewhere = elsewhere;
    this.movesBytes = movesBytes;
  }

  /** Takes a folder, another, and whether that is on another file system. */
  public static void main(String[] args) throws Exception {
    FileHost host = new FileHost(Path.of(args[0]), Path.of(args[1]), Boolean.parseBoolean(args[2]));
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    System.out.println("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      host.execute(line.split(" ", -1));
      System.out.println("done");
    }
  }

  private void execute(String[] command) throws Exception {
    switch (command[0]) {
      case "use" -> {
        long seed = Long.parseLong(command[2]);
        new FileUses(folder, elsewhere, movesBytes, tally, seed).run(Integer.parseInt(command[1]));
      }
      case "open" -> {
        int before = kept.size();
        open();
        System.out.println(kept.size() - before);
      }
      case "close" -> close(kept.subList(0, Integer.parseInt(command[1])));
      case "tally" -> System.out.println(tally);
      case "drop" -> drop();
      case "collect" -> System.gc();
      default -> throw new IllegalArgumentException(command[0]);
    }
  }

  private void open() throws IOException {
    Path path = Files.createTempFile(folder, "kept", null);
    tally.created();
    File file = path.toFile();
    kept.add(new FileOutputStream(file));
    kept.add(Files.newByteChannel(path, WRITE, CREATE));
    kept.add(Files.newOutputStream(path));
    for (int i = 0; i < 3; i++) {
      tally.written();
    }
    kept.add(new RandomAccessFile(file, "rw"));
    tally.updated();
    kept.add(new RandomAccessFile(file, "r"));
    kept.add(new FileInputStream(file));
    kept.add(new FileInputStream(file).getChannel());
    kept.add(FileChannel.open(path));
    kept.add(Files.newInputStream(path));
    kept.add(Files.newBufferedReader(path));
    kept.add(AsynchronousFileChannel.open(path));
    for (int i = 0; i < 7; i++) {
      tally.read();
    }
  }

  private static void close(List<Closeable> some) throws IOException {
    for (Closeable one : some) {
      one.close();
      one.close();
    }
    some.clear();
  }

  /** An asynchronous channel that nobody refers to stays open for good. */
  private void drop() throws IOException {
    for (AsynchronousFileChannel one : channels()) {
      one.close();
    }
    kept.clear();
  }

  private List<AsynchronousFileChannel> channels() {
    return kept.stream()
        .filter(AsynchronousFileChannel.class::isInstance)
        .map(AsynchronousFileChannel.class::cast)
        .toList();
  }
}
