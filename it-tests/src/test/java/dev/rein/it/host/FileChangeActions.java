package dev.rein.it.host;

import java.io.File;
import java.io.IOException;

/** Changes through {@code java.io.File}. */
final class FileChangeActions {
  private static final String CREATED = "files.written files.accessed";

  private FileChangeActions() {}

  @Action(hooks = "java.io.File.createNewFile()", charges = CREATED, refusal = IOException.class)
  static boolean createNewFile(Work work) throws IOException {
    return work.fresh().toFile().createNewFile();
  }

  @Action(hooks = "java.io.File.mkdir()", charges = CREATED, refusal = boolean.class)
  static boolean makeDirectory(Work work) {
    return work.fresh().toFile().mkdir();
  }

  /** Tries the folder itself, then the one above it, then that again. */
  @Action(charges = "files.written=2 files.accessed=2", refusal = boolean.class, refusedCalls = 3)
  static boolean makeDirectories(Work work) {
    return new File(work.fresh().toFile(), "below").mkdirs();
  }

  @Action(
      hooks = "java.io.File.delete()",
      charges = "files.deleted files.accessed",
      refusal = boolean.class)
  static boolean deleteFile(Work work) {
    return work.prepared().toFile().delete();
  }

  @Action(
      hooks = "java.io.File.renameTo(java.io.File)",
      charges = "files.modified files.accessed",
      refusal = boolean.class)
  static boolean renameFile(Work work) {
    return work.prepared().toFile().renameTo(work.fresh().toFile());
  }

  @Action(
      hooks = "java.io.File.createTempFile(java.lang.String,java.lang.String,java.io.File)",
      charges = CREATED,
      refusal = IOException.class)
  static void createTempFile(Work work) throws IOException {
    File.createTempFile("temp", ".txt", work.folder().toFile());
  }
}
