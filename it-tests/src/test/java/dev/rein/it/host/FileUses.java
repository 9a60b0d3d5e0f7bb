package dev.rein.it.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import com.sun.nio.file.ExtendedCopyOption;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Random;
import java.util.Scanner;
import java.util.stream.Stream;

/** Uses files in every way, with random sizes and in random order, and keeps the books of it. */
final class FileUses {
  private static final int LARGEST = 100_000;
  private static final int WAYS = 16;

  private final Path folder;
  private final Path elsewhere;
  private final boolean movesBytes;
  private final Random random;
  private final FileTally tally;
  private int made;

  /**
   * @param elsewhere a folder that files are moved to
   * @param movesBytes whether that is on another file system
   */
  FileUses(Path folder, Path elsewhere, boolean movesBytes, FileTally tally, long seed) {
    this.folder = folder;
    this.elsewhere = elsewhere;
    this.movesBytes = movesBytes;
    this.tally = tally;
    this.random = new Random(seed);
  }

  void run(int times) throws Exception {
    for (int i = 0; i < times; i++) {
      use(i < WAYS ? i : random.nextInt(WAYS));
    }
  }

  private void use(int way) throws Exception {
    switch (way) {
      case 0 -> streams();
      case 1 -> streamToStream();
      case 2 -> randomAccess();
      case 3 -> wholeFiles();
      case 4 -> text();
      case 5 -> copies();
      case 6 -> scatterAndGather();
      case 7 -> transfers();
      case 8 -> mappings();
      case 9 -> asynchronous();
      case 10 -> namesAndLinks();
      case 11 -> directories();
      case 12 -> attributes();
      case 13 -> descriptors();
      case 14 -> terminal();
      default -> failures();
    }
  }

  private byte[] bytes() {
    byte[] bytes = new byte[1 + random.nextInt(LARGEST)];
    random.nextBytes(bytes);
    return bytes;
  }

  private Path fresh() {
    return folder.resolve("used-" + made++);
  }

  /** A new file with these bytes. */
  private Path file(byte[] bytes) throws IOException {
    tally.created();
    tally.bytesWritten(bytes.length);
    return Files.write(fresh(), bytes);
  }

  private void streams() throws IOException {
    byte[] bytes = bytes();
    File file = fresh().toFile();
    int half = bytes.length / 2;
    try (FileOutputStream out = new FileOutputStream(file)) {
      out.write(bytes[0]);
      out.write(bytes, 1, half);
      out.write(new byte[half]);
    }
    tally.created();
    tally.bytesWritten(1 + 2 * half);
    try (FileOutputStream out = new FileOutputStream(file, true)) {
      out.write(bytes);
    }
    tally.written();
    tally.bytesWritten(bytes.length);
    try (FileInputStream in = new FileInputStream(file)) {
      Expect.that(in.read() >= 0);
      in.skipNBytes(half);
      tally.bytesRead(1 + in.readNBytes(half).length + in.readAllBytes().length);
    }
    tally.read();
  }

  private void streamToStream() throws IOException {
    byte[] bytes = bytes();
    Path source = file(bytes);
    try (InputStream in = new FileInputStream(source.toFile());
        OutputStream out = new FileOutputStream(fresh().toFile())) {
      Expect.that(in.transferTo(out) == bytes.length);
    }
    tally.copiedByHand(bytes.length);
    try (InputStream in = Files.newInputStream(source);
        OutputStream out = Files.newOutputStream(fresh())) {
      Expect.that(in.transferTo(out) == bytes.length);
    }
    tally.copiedByHand(bytes.length);
  }

  private void randomAccess() throws IOException {
    byte[] bytes = bytes();
    File file = file("one\ntwo\r\nthree\rfour".getBytes(ISO_8859_1)).toFile();
    try (RandomAccessFile random = new RandomAccessFile(file, "rw")) {
      Expect.that("one".equals(random.readLine()) && "two".equals(random.readLine()));
      random.seek(19);
      random.write(bytes);
      random.writeLong(1);
      random.writeUTF("four");
      random.writeBytes("five");
      random.seek(19);
      random.readFully(bytes);
      random.readLong();
    }
    tally.updated();
    tally.bytesRead(9 + bytes.length + 8);
    tally.bytesWritten(bytes.length + 8 + 6 + 4);
  }

  private void wholeFiles() throws IOException {
    byte[] bytes = bytes();
    Path file = file(bytes);
    Files.write(file, bytes, APPEND);
    tally.written();
    tally.bytesWritten(bytes.length);
    Expect.that(Files.readAllBytes(file).length == 2 * bytes.length);
    tally.read();
    tally.bytesRead(2L * bytes.length);
    ByteArrayOutputStream memory = new ByteArrayOutputStream();
    Expect.that(Files.copy(file, memory) == 2L * bytes.length);
    tally.read();
    tally.bytesRead(2L * bytes.length);
  }

  private void text() throws IOException {
    String line = "x".repeat(1 + random.nextInt(1_000)) + "\n";
    Path file = fresh();
    Files.writeString(file, line.repeat(20));
    tally.created();
    tally.bytesWritten(20L * line.length());
    Expect.that(Files.readAllLines(file).size() == 20);
    try (Stream<String> lines = Files.lines(file)) {
      Expect.that(lines.count() == 20);
    }
    try (Scanner scanner = new Scanner(file, ISO_8859_1)) {
      Expect.that(scanner.tokens().count() == 20);
    }
    for (int i = 0; i < 3; i++) {
      tally.read();
      tally.bytesRead(20L * line.length());
    }
  }

  private void copies() throws IOException {
    byte[] bytes = bytes();
    Path file = file(bytes);
    Files.copy(file, fresh());
    tally.copied(bytes.length);
    Files.copy(file, fresh(), ExtendedCopyOption.INTERRUPTIBLE);
    tally.copied(bytes.length);
    Files.copy(folder, fresh());
    tally.copied(0);
    Path moved = elsewhere.resolve(fresh().getFileName());
    Files.move(file, moved);
    tally.changed();
    if (movesBytes) {
      tally.bytesRead(bytes.length);
      tally.bytesWritten(bytes.length);
    }
    Files.delete(moved);
    tally.deleted();
  }

  private void scatterAndGather() throws IOException {
    ByteBuffer[] buffers = {ByteBuffer.wrap(bytes()), ByteBuffer.wrap(bytes())};
    try (FileChannel channel = FileChannel.open(fresh(), READ, WRITE, CREATE)) {
      tally.created();
      tally.bytesWritten(channel.write(buffers));
      tally.bytesWritten(channel.write(ByteBuffer.wrap(bytes()), 7));
      buffers[0].clear();
      buffers[1].clear();
      channel.position(0);
      tally.bytesRead(channel.read(buffers));
      tally.bytesRead(channel.read(ByteBuffer.allocateDirect(10), 1));
    }
  }

  private void transfers() throws IOException {
    byte[] bytes = bytes();
    Path file = file(bytes);
    try (FileChannel source = FileChannel.open(file);
        FileChannel target = FileChannel.open(fresh(), WRITE, CREATE)) {
      Expect.that(source.transferTo(0, bytes.length, target) == bytes.length);
      Expect.that(target.transferFrom(source, bytes.length, bytes.length) == bytes.length);
      ByteArrayOutputStream memory = new ByteArrayOutputStream();
      tally.bytesRead(source.transferTo(0, bytes.length, Channels.newChannel(memory)));
      source.position(0);
      tally.bytesRead(Channels.newInputStream(source).readAllBytes().length);
    }
    tally.read();
    tally.created();
    tally.bytesRead(2L * bytes.length);
    tally.bytesWritten(2L * bytes.length);
  }

  private void mappings() throws IOException {
    int size = 1 + random.nextInt(LARGEST);
    try (FileChannel channel = FileChannel.open(fresh(), READ, WRITE, CREATE)) {
      channel.map(FileChannel.MapMode.READ_WRITE, 0, size).put(0, (byte) 1);
      channel.map(FileChannel.MapMode.READ_ONLY, 0, size).get(0);
      channel.map(FileChannel.MapMode.PRIVATE, 0, size).put(0, (byte) 1);
    }
    tally.created();
    tally.bytesRead(3L * size);
    tally.bytesWritten(size);
  }

  private void asynchronous() throws Exception {
    byte[] bytes = bytes();
    try (AsynchronousFileChannel channel =
        AsynchronousFileChannel.open(fresh(), READ, WRITE, CREATE)) {
      tally.created();
      tally.bytesWritten(channel.write(ByteBuffer.wrap(bytes), 0).get());
      tally.bytesRead(channel.read(ByteBuffer.allocate(bytes.length), 0).get());
      Expect.that(channel.read(ByteBuffer.allocate(1), bytes.length).get() == -1);
    }
  }

  private void namesAndLinks() throws IOException {
    Path file = file(bytes());
    Path moved = fresh();
    Expect.that(file.toFile().renameTo(moved.toFile()));
    tally.changed();
    Path link = fresh();
    Files.createSymbolicLink(link, moved);
    tally.created();
    Files.createLink(fresh(), moved);
    tally.created();
    Expect.that(link.toFile().delete());
    tally.deleted();
    Expect.that(Files.deleteIfExists(moved));
    tally.deleted();
    File temporary = File.createTempFile("used", null, folder.toFile());
    tally.created();
    Expect.that(temporary.delete());
    tally.deleted();
  }

  private void directories() throws IOException {
    Path directory = Files.createDirectories(fresh().resolve("below"));
    tally.created();
    tally.created();
    try (Stream<Path> paths = Files.walk(directory.getParent())) {
      Expect.that(paths.count() == 2);
    }
    tally.read();
    tally.read();
    Expect.that(directory.toFile().list() != null && directory.toFile().listFiles() != null);
    tally.read();
    tally.read();
    Expect.that(directory.toFile().delete());
    tally.deleted();
  }

  private void attributes() throws IOException {
    Path file = file(bytes());
    Files.setLastModifiedTime(file, FileTime.fromMillis(random.nextInt()));
    tally.changed();
    Expect.that(file.toFile().setWritable(true));
    tally.changed();
    Expect.that(Files.size(file) > 0 && Files.isReadable(file) && file.toFile().length() > 0);
  }

  private void descriptors() throws IOException {
    byte[] bytes = bytes();
    try (FileOutputStream file = new FileOutputStream(fresh().toFile());
        FileOutputStream out = new FileOutputStream(file.getFD())) {
      out.write(bytes);
    }
    tally.created();
    tally.bytesWritten(bytes.length);
  }

  /** What is written to stderr is written to no file. */
  private void terminal() throws IOException {
    byte[] bytes = "no file\n".repeat(1 + random.nextInt(100)).getBytes(ISO_8859_1);
    FileOutputStream terminal = new FileOutputStream(FileDescriptor.err);
    terminal.write(bytes);
    try (FileInputStream in = new FileInputStream(file(bytes).toFile())) {
      tally.read();
      tally.bytesRead(in.getChannel().transferTo(0, bytes.length, terminal.getChannel()));
    }
  }

  /** What does not happen is not counted. */
  private void failures() throws IOException {
    Path none = fresh();
    File file = none.toFile();
    Expect.that(!file.delete() && !file.setReadOnly() && file.list() == null);
    Expect.that(!Files.deleteIfExists(none));
    try (InputStream in = new FileInputStream(file)) {
      throw new IllegalStateException(in.toString());
    } catch (FileNotFoundException expected) {
      Expect.that(!file.exists());
    }
    try (FileChannel channel = FileChannel.open(none, READ, WRITE)) {
      throw new IllegalStateException(channel.toString());
    } catch (NoSuchFileException expected) {
      Expect.that(!file.exists());
    }
  }
}
