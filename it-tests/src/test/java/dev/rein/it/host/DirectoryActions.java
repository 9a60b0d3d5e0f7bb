package dev.rein.it.host;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.Set;
import java.util.stream.Stream;

/** Directories: their names, and files by way of a directory that is held open. */
final class DirectoryActions {
  private static final String PATH = "java.nio.file.Path";
  private static final String HERE = "sun.nio.fs.UnixSecureDirectoryStream.";
  private static final String LISTED = "files.read files.accessed";
  private static final String CREATED = "files.written files.accessed";

  private DirectoryActions() {}

  @Action(
      hooks =
          "sun.nio.fs.UnixFileSystemProvider.newDirectoryStream("
              + PATH
              + ",java.nio.file.DirectoryStream$Filter)",
      charges = LISTED,
      refusal = AccessDeniedException.class)
  static void listPaths(Work work) throws IOException {
    try (Stream<Path> paths = Files.list(work.folder())) {
      Expect.that(paths.anyMatch(work.input()::equals));
    }
  }

  @Action(before = CREATED, charges = LISTED, refusal = IOException.class)
  static void walk(Work work) throws IOException {
    Path folder = Files.createDirectory(work.fresh());
    try (Stream<Path> paths = Files.walk(folder)) {
      Expect.that(paths.count() == 1);
    } catch (UncheckedIOException e) {
      throw new IOException(e);
    }
  }

  @Action(hooks = "java.io.File.normalizedList()", charges = LISTED, refusal = boolean.class)
  static boolean listNames(Work work) {
    return work.folder().toFile().list() != null;
  }

  @Action(charges = LISTED, refusal = boolean.class)
  static boolean listFiles(Work work) {
    return work.folder().toFile().listFiles(File::isFile) != null;
  }

  @SuppressWarnings("StreamResourceLeak") // closed by the caller
  static SecureDirectoryStream<Path> open(Work work) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(work.folder());
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    throw new IllegalStateException("this system has no secure directory streams");
  }

  @Action(
      hooks =
          HERE
              + "newByteChannel("
              + PATH
              + ",java.util.Set,java.nio.file.attribute.FileAttribute[])",
      before = "files.read=2 files.accessed=2",
      charges = "file.bytes.read=1000",
      refusal = IOException.class)
  static void readHere(Work work) throws IOException {
    try (SecureDirectoryStream<Path> folder = open(work);
        SeekableByteChannel channel =
            folder.newByteChannel(work.input().getFileName(), Set.of(READ))) {
      Expect.that(channel.read(ByteBuffer.allocate(Work.SIZE)) == Work.SIZE);
    }
  }

  @Action(
      before = LISTED,
      charges = "files.written files.accessed file.bytes.written=5",
      refusal = AccessDeniedException.class)
  static void writeHere(Work work) throws IOException {
    write(work, work.fresh(), Set.of(WRITE, CREATE_NEW));
  }

  @Action(
      before = LISTED,
      charges = "files.modified files.written files.accessed file.bytes.written=5",
      refusal = AccessDeniedException.class)
  static void appendHere(Work work) throws IOException {
    write(work, work.prepared(), Set.of(APPEND));
  }

  private static void write(
      Work work, Path path, Set<? extends java.nio.file.StandardOpenOption> options)
      throws IOException {
    try (SecureDirectoryStream<Path> folder = open(work);
        SeekableByteChannel channel = folder.newByteChannel(path.getFileName(), options)) {
      Expect.that(channel.write(ByteBuffer.wrap("hello".getBytes(US_ASCII))) == 5);
    }
  }

  @Action(
      hooks = HERE + "newDirectoryStream(" + PATH + ",java.nio.file.LinkOption[])",
      before = CREATED,
      charges = "files.read=2 files.accessed=2",
      refusal = AccessDeniedException.class)
  static void listHere(Work work) throws IOException {
    Files.createDirectory(work.fresh());
    try (SecureDirectoryStream<Path> folder = open(work);
        DirectoryStream<Path> below = folder.newDirectoryStream(work.fresh().getFileName())) {
      Expect.that(!below.iterator().hasNext());
    }
  }

  @Action(
      hooks = HERE + "deleteFile(" + PATH + ")",
      before = LISTED,
      charges = "files.deleted files.accessed",
      refusal = AccessDeniedException.class)
  static void deleteHere(Work work) throws IOException {
    try (SecureDirectoryStream<Path> folder = open(work)) {
      folder.deleteFile(work.prepared().getFileName());
    }
  }

  @Action(
      hooks = HERE + "deleteDirectory(" + PATH + ")",
      before = "files.read files.written files.accessed=2",
      charges = "files.deleted files.accessed",
      refusal = AccessDeniedException.class)
  static void deleteDirectoryHere(Work work) throws IOException {
    Files.createDirectory(work.fresh());
    try (SecureDirectoryStream<Path> folder = open(work)) {
      folder.deleteDirectory(work.fresh().getFileName());
    }
  }

  @Action(
      hooks = HERE + "move(" + PATH + ",java.nio.file.SecureDirectoryStream," + PATH + ")",
      before = LISTED,
      charges = "files.modified files.accessed",
      refusal = AccessDeniedException.class)
  static void moveHere(Work work) throws IOException {
    try (SecureDirectoryStream<Path> folder = open(work)) {
      folder.move(work.prepared().getFileName(), folder, work.fresh().getFileName());
    }
  }
}
