package dev.rein.it.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;

/** Changes of a file's times, permissions, owner and extended attributes. */
final class AttributeActions {
  private static final String VIEWS = "sun.nio.fs.UnixFileAttributeViews$";
  private static final String HERE = "sun.nio.fs.UnixSecureDirectoryStream$";
  private static final String TIME = "java.nio.file.attribute.FileTime";
  private static final String TIMES = "setTimes(" + TIME + "," + TIME + "," + TIME + ")";
  private static final String USER = "sun.nio.fs.UnixUserDefinedFileAttributeView.";
  private static final String CHANGED = "files.modified files.accessed";
  private static final String LISTED = "files.read files.accessed";

  private AttributeActions() {}

  @Action(
      hooks = VIEWS + "Basic." + TIMES,
      charges = CHANGED,
      refusal = AccessDeniedException.class)
  static void setTime(Work work) throws IOException {
    Files.setLastModifiedTime(work.prepared(), FileTime.fromMillis(1_000));
  }

  @Action(charges = CHANGED, refusal = AccessDeniedException.class)
  static void setAttribute(Work work) throws IOException {
    Files.setAttribute(work.prepared(), "lastModifiedTime", FileTime.fromMillis(1_000));
  }

  @Action(
      hooks = VIEWS + "Posix.setMode(int)",
      charges = CHANGED,
      refusal = AccessDeniedException.class)
  static void setPermissions(Work work) throws IOException {
    Files.setPosixFilePermissions(work.prepared(), PosixFilePermissions.fromString("rw-------"));
  }

  @Action(
      hooks = VIEWS + "Posix.setOwners(int,int)",
      charges = CHANGED,
      refusal = AccessDeniedException.class)
  static void setOwner(Work work) throws IOException {
    Files.setOwner(work.prepared(), Files.getOwner(work.prepared()));
  }

  @Action(
      hooks = USER + "write(java.lang.String,java.nio.ByteBuffer)",
      charges = CHANGED,
      refusal = AccessDeniedException.class)
  static void writeExtended(Work work) throws IOException {
    extended(work).write("note", US_ASCII.encode("hello"));
  }

  @Action(
      hooks = USER + "delete(java.lang.String)",
      charges = "files.modified=2 files.accessed=2",
      refusal = AccessDeniedException.class)
  static void deleteExtended(Work work) throws IOException {
    extended(work).write("note", US_ASCII.encode("hello"));
    extended(work).delete("note");
  }

  private static UserDefinedFileAttributeView extended(Work work) {
    return Files.getFileAttributeView(work.prepared(), UserDefinedFileAttributeView.class);
  }

  @Action(
      hooks = "sun.nio.fs.LinuxDosFileAttributeView.updateDosAttribute(int,boolean)",
      charges = CHANGED,
      refusal = AccessDeniedException.class)
  static void setDosAttribute(Work work) throws IOException {
    Files.getFileAttributeView(work.prepared(), DosFileAttributeView.class).setHidden(true);
  }

  @Action(
      hooks = HERE + "BasicFileAttributeViewImpl." + TIMES,
      before = LISTED,
      charges = CHANGED,
      refusal = AccessDeniedException.class)
  static void setTimeHere(Work work) throws IOException {
    try (SecureDirectoryStream<Path> folder = DirectoryActions.open(work)) {
      folder
          .getFileAttributeView(work.prepared().getFileName(), BasicFileAttributeView.class)
          .setTimes(FileTime.fromMillis(1_000), null, null);
    }
  }

  @Action(
      hooks = HERE + "PosixFileAttributeViewImpl.setPermissions(java.util.Set)",
      before = LISTED,
      charges = CHANGED,
      refusal = AccessDeniedException.class)
  static void setPermissionsHere(Work work) throws IOException {
    try (SecureDirectoryStream<Path> folder = DirectoryActions.open(work)) {
      posix(folder, work).setPermissions(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Action(
      hooks = HERE + "PosixFileAttributeViewImpl.setOwners(int,int)",
      before = LISTED,
      charges = CHANGED,
      refusal = AccessDeniedException.class)
  static void setOwnerHere(Work work) throws IOException {
    try (SecureDirectoryStream<Path> folder = DirectoryActions.open(work)) {
      PosixFileAttributeView view = posix(folder, work);
      view.setOwner(view.getOwner());
    }
  }

  private static PosixFileAttributeView posix(SecureDirectoryStream<Path> folder, Work work) {
    return folder.getFileAttributeView(work.prepared().getFileName(), PosixFileAttributeView.class);
  }

  @Action(hooks = "java.io.File.setLastModified(long)", charges = CHANGED, refusal = boolean.class)
  static boolean setTimeOfFile(Work work) {
    return work.prepared().toFile().setLastModified(1_000);
  }

  @Action(hooks = "java.io.File.setReadOnly()", charges = CHANGED, refusal = boolean.class)
  static boolean setReadOnly(Work work) {
    return work.prepared().toFile().setReadOnly();
  }

  @Action(
      hooks = "java.io.File.setWritable(boolean,boolean)",
      charges = CHANGED,
      refusal = boolean.class)
  static boolean setWritable(Work work) {
    return work.prepared().toFile().setWritable(true);
  }

  @Action(
      hooks = "java.io.File.setReadable(boolean,boolean)",
      charges = CHANGED,
      refusal = boolean.class)
  static boolean setReadable(Work work) {
    return work.prepared().toFile().setReadable(true, false);
  }

  @Action(
      hooks = "java.io.File.setExecutable(boolean,boolean)",
      charges = CHANGED,
      refusal = boolean.class)
  static boolean setExecutable(Work work) {
    return work.prepared().toFile().setExecutable(true);
  }
}
