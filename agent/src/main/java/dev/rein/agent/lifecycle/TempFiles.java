package dev.rein.agent.lifecycle;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where temporary files lie, which of them the JVM deletes by itself, and how to delete the rest.
 */
final class TempFiles {
  /** A directory that holds more is more than an agent's rubbish, and takes too long. */
  static final int MOST_IN_A_DIRECTORY = 10_000;

  /** The JDK's names have 64 random bits; one in a billion is shorter, and is not followed. */
  private static final int LEAST_DIGITS = 10;

  private final String folder;

  TempFiles(String folder) {
    this.folder = folder.endsWith(File.separator) ? folder : folder + File.separator;
  }

  /** Whether it may be one; cheap. */
  boolean mayBeTemporary(String path) {
    return path.startsWith(folder);
  }

  /** Whether its name may be of the JDK's making, which has a long random number; cheap too. */
  static boolean hasLongNumber(String path) {
    int digits = 0;
    for (int i = path.length() - 1; i >= 0 && path.charAt(i) != File.separatorChar; i--) {
      char c = path.charAt(i);
      digits = c >= '0' && c <= '9' ? digits + 1 : 0;
      if (digits == LEAST_DIGITS) {
        return true;
      }
    }
    return false;
  }

  /** Deletes a file, or a directory with all that lies in it; links are not followed. */
  static void delete(Path path) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(path);
      return;
    }
    int[] count = {0};
    Files.walkFileTree(
        path,
        new Visitor() {
          @Override
          void take(Path file) throws IOException {
            if (++count[0] > MOST_IN_A_DIRECTORY) {
              throw new IOException("it holds more than " + MOST_IN_A_DIRECTORY + " files");
            }
          }
        });
    Files.walkFileTree(
        path,
        new Visitor() {
          @Override
          void take(Path file) throws IOException {
            Files.deleteIfExists(file);
          }
        });
  }

  /** Takes files and directories, what lies in one before itself. */
  private abstract static class Visitor extends SimpleFileVisitor<Path> {
    abstract void take(Path file) throws IOException;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      take(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      take(folder);
      return FileVisitResult.CONTINUE;
    }
  }

  /**
   * The files that the JVM is going to delete at its end, for the program has asked for it. The JDK
   * has no call to ask by.
   */
  static Set<String> deletedOnExit() {
    try {
      Field files = Class.forName("java.io.DeleteOnExitHook").getDeclaredField("files");
      files.setAccessible(true);
      synchronized (files.getDeclaringClass()) {
        return files.get(null) instanceof Set<?> set
            ? set.stream().map(String::valueOf).collect(Collectors.toSet())
            : Set.of();
      }
    } catch (ReflectiveOperationException | RuntimeException anotherJdk) {
      return Set.of();
    }
  }
}
