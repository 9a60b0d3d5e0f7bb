package dev.rein.agent.cli.audit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** How large files and folders are. */
final class DiskUse {
  /** More are not looked at. */
  private static final int MOST = 100_000;

  private DiskUse() {}

  /**
   * Bytes of a file, or of all in a folder; links are not followed. A ledger's files are sparse: it
   * is what they hold at most.
   */
  static long of(Path path) {
    long[] sum = {0, 0};
    try {
      Files.walkFileTree(
          path,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              sum[0] += attributes.size();
              return ++sum[1] < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException unreadable) {
      return sum[0];
    }
    return sum[0];
  }
}
