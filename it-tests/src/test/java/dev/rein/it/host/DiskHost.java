package dev.rein.it.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ExecutionException;

/**
 * Writes to files as it is told on stdin: {@code HOW FILE}. Prints {@code ok}, or what was thrown;
 * ends with stdin.
 */
public final class DiskHost {
  private static final byte[] PIECE = new byte[64 * 1024];

  private DiskHost() {}

  /** Takes a file with something in it, on another volume than the one that fills up. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path source = Path.of(args[0]);
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    System.out.println("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ", 2);
      try {
        run(words[0], words[1], source);
        System.out.println("ok");
      } catch (ExecutionException e) {
        System.out.println(e.getCause());
      } catch (IOException e) {
        System.out.println(e);
      }
    }
  }

  private static void run(String how, String name, Path source)
      throws IOException, ExecutionException, InterruptedException {
    Path file = Path.of(name);
    switch (how) {
      case "fill" -> fill(name);
      case "stream" -> stream(name);
      case "channel" -> channel(file);
      case "random" -> random(name);
      case "async" -> async(file);
      case "map" -> map(file);
      case "transfer" -> transfer(source, file);
      case "create" -> Files.createFile(file);
      case "folder" -> Files.createDirectory(file);
      case "link" -> Files.createSymbolicLink(file, source);
      case "copy" -> Files.copy(source, file, StandardCopyOption.REPLACE_EXISTING);
      case "move" -> Files.move(file, file.resolveSibling(file.getFileName() + ".moved"));
      case "truncate" -> truncate(file);
      case "delete" -> Files.delete(file);
      case "read" -> Files.readAllBytes(file);
      case "spawn" -> {
        Process process = new ProcessBuilder(name.split(" ", -1)).start();
        int unused = process.waitFor();
      }
      default -> throw new IllegalArgumentException(how);
    }
  }

  /** Writes until that fails. */
  private static void fill(String name) throws IOException {
    try (OutputStream out = new FileOutputStream(name, true)) {
      while (true) {
        out.write(PIECE);
      }
    }
  }

  private static void stream(String name) throws IOException {
    try (OutputStream out = new FileOutputStream(name, true)) {
      out.write(PIECE);
    }
  }

  private static void channel(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, WRITE, CREATE)) {
      int unused = channel.write(ByteBuffer.wrap(PIECE), channel.size());
    }
  }

  private static void random(String name) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(name, "rw")) {
      file.seek(file.length());
      file.write(PIECE);
    }
  }

  private static void async(Path file)
      throws IOException, ExecutionException, InterruptedException {
    try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(file, WRITE, CREATE)) {
      int unused = channel.write(ByteBuffer.wrap(PIECE), channel.size()).get();
    }
  }

  private static void map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, READ, WRITE, CREATE)) {
      channel.map(FileChannel.MapMode.READ_WRITE, 0, PIECE.length).put(0, (byte) 1);
    }
  }

  private static void transfer(Path source, Path file) throws IOException {
    try (FileChannel from = new FileInputStream(source.toFile()).getChannel();
        FileChannel to = FileChannel.open(file, WRITE, CREATE)) {
      long unused = from.transferTo(0, from.size(), to);
    }
  }

  private static void truncate(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      FileChannel unused = channel.truncate(1);
    }
  }
}
