package dev.rein.it.host;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** Files through {@code java.nio.file.Files}. */
final class PathActions {
  private static final String PROVIDER = "sun.nio.fs.UnixFileSystemProvider.";
  private static final String PATH = "java.nio.file.Path";
  private static final String OPEN_PARAMETERS =
      "(" + PATH + ",java.util.Set,java.nio.file.attribute.FileAttribute[])";
  private static final String COPY_PARAMETERS =
      "(" + PATH + "," + PATH + ",java.nio.file.CopyOption[])";
  private static final String OPENED = "files.read files.accessed";
  private static final String CREATED = "files.written files.accessed";
  private static final String READ_WHOLE = OPENED + " file.bytes.read=1000";
  private static final String WRITTEN_WHOLE = CREATED + " file.bytes.written=1000";
  private static final String MODIFIED = "files.modified files.written files.accessed";

  private PathActions() {}

  @Action(
      hooks = PROVIDER + "newByteChannel" + OPEN_PARAMETERS,
      charges = OPENED,
      refusal = AccessDeniedException.class)
  static void openByteChannel(Work work) throws IOException {
    Files.newByteChannel(work.input()).close();
  }

  @Action(charges = READ_WHOLE, refusal = AccessDeniedException.class)
  static void readString(Work work) throws IOException {
    Expect.that(Files.readString(work.input()).length() == Work.SIZE);
  }

  @Action(charges = READ_WHOLE, refusal = AccessDeniedException.class)
  static void readAllBytes(Work work) throws IOException {
    Expect.that(Files.readAllBytes(work.input()).length == Work.SIZE);
  }

  @Action(charges = READ_WHOLE, refusal = AccessDeniedException.class)
  static void readAllLines(Work work) throws IOException {
    Expect.that(Files.readAllLines(work.input()).size() == 100);
  }

  /** By a file channel, not by a stream. */
  @Action(charges = READ_WHOLE, refusal = AccessDeniedException.class)
  static void streamLines(Work work) throws IOException {
    try (Stream<String> lines = Files.lines(work.input())) {
      Expect.that(lines.count() == 100);
    }
  }

  @Action(charges = READ_WHOLE, refusal = AccessDeniedException.class)
  static void newInputStream(Work work) throws IOException {
    try (InputStream in = Files.newInputStream(work.input())) {
      Expect.that(in.readAllBytes().length == Work.SIZE);
    }
  }

  @Action(charges = WRITTEN_WHOLE, refusal = AccessDeniedException.class)
  static void writeString(Work work) throws IOException {
    Files.writeString(work.fresh(), new String(Work.bytes(), US_ASCII));
  }

  @Action(charges = MODIFIED + " file.bytes.written=1000", refusal = AccessDeniedException.class)
  static void appendBytes(Work work) throws IOException {
    Files.write(work.prepared(), Work.bytes(), APPEND);
  }

  @Action(charges = WRITTEN_WHOLE, refusal = AccessDeniedException.class)
  static void newOutputStream(Work work) throws IOException {
    try (OutputStream out = Files.newOutputStream(work.fresh())) {
      out.write(Work.bytes());
    }
  }

  @Action(charges = CREATED, refusal = AccessDeniedException.class)
  static void createFile(Work work) throws IOException {
    Files.createFile(work.fresh());
  }

  @Action(
      charges = "files.read files.written files.modified files.accessed",
      refusal = AccessDeniedException.class)
  static void openToUpdate(Work work) throws IOException {
    Files.newByteChannel(work.prepared(), READ, WRITE).close();
  }

  @Action(
      hooks = PROVIDER + "createDirectory(" + PATH + ",java.nio.file.attribute.FileAttribute[])",
      charges = CREATED,
      refusal = AccessDeniedException.class)
  static void createDirectory(Work work) throws IOException {
    Files.createDirectory(work.fresh());
  }

  @Action(
      hooks =
          PROVIDER
              + "createSymbolicLink("
              + PATH
              + ","
              + PATH
              + ",java.nio.file.attribute.FileAttribute[])",
      charges = CREATED,
      refusal = AccessDeniedException.class)
  static void createSymbolicLink(Work work) throws IOException {
    Files.createSymbolicLink(work.fresh(), work.input());
  }

  @Action(
      hooks = PROVIDER + "createLink(" + PATH + "," + PATH + ")",
      charges = CREATED,
      refusal = AccessDeniedException.class)
  static void createLink(Work work) throws IOException {
    Files.createLink(work.fresh(), work.input());
  }

  /** The link is copied, not the file behind it. */
  @Action(
      before = CREATED,
      charges = "files.read files.written files.accessed",
      refusal = AccessDeniedException.class)
  static void copyLink(Work work) throws IOException {
    Path link = work.folder().resolve("link-" + work.call());
    Files.createSymbolicLink(link, work.input());
    Files.copy(link, work.fresh(), LinkOption.NOFOLLOW_LINKS);
  }

  @Action(
      charges = "files.read files.written files.accessed",
      refusal = AccessDeniedException.class)
  static void copyDirectory(Work work) throws IOException {
    Files.copy(work.folder(), work.fresh());
  }

  @Action(
      charges = "files.deleted files.written files.accessed=2",
      refusal = AccessDeniedException.class)
  static void deleteOnClose(Work work) throws IOException {
    Files.newByteChannel(work.fresh(), WRITE, CREATE_NEW, DELETE_ON_CLOSE).close();
  }

  @Action(charges = CREATED, refusal = AccessDeniedException.class)
  static void createTemporaryFile(Work work) throws IOException {
    Files.createTempFile(work.folder(), "temp", ".txt");
  }

  @Action(
      hooks = PROVIDER + "implDelete(" + PATH + ",boolean)",
      charges = "files.deleted files.accessed",
      refusal = AccessDeniedException.class)
  static void delete(Work work) throws IOException {
    Files.delete(work.prepared());
  }

  @Action(charges = "files.deleted files.accessed", refusal = AccessDeniedException.class)
  static void deleteIfExists(Work work) throws IOException {
    Files.deleteIfExists(work.prepared());
  }

  @Action(
      hooks = PROVIDER + "copy" + COPY_PARAMETERS,
      charges =
          "files.written files.read files.accessed file.bytes.read=1000 file.bytes.written=1000",
      refusal = AccessDeniedException.class)
  static void copy(Work work) throws IOException {
    Files.copy(work.input(), work.fresh(), StandardCopyOption.REPLACE_EXISTING);
  }

  @Action(charges = WRITTEN_WHOLE, refusal = AccessDeniedException.class)
  static void copyFromStream(Work work) throws IOException {
    Files.copy(new ByteArrayInputStream(Work.bytes()), work.fresh());
  }

  @Action(charges = READ_WHOLE, refusal = AccessDeniedException.class)
  static void copyToStream(Work work) throws IOException {
    Files.copy(work.input(), new ByteArrayOutputStream());
  }

  @Action(
      hooks = PROVIDER + "move" + COPY_PARAMETERS,
      charges = "files.modified files.accessed",
      refusal = AccessDeniedException.class)
  static void move(Work work) throws IOException {
    Files.move(work.prepared(), work.fresh());
  }
}
