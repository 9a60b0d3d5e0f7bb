package dev.rein.it.host;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Reads a file and makes another, until it is killed. Says {@code read N TIME} after the Nth read
 * and {@code refused FILE MILLIS}, with how long that took, when it may not make one, each at once.
 */
public final class RefusedHost {
  private RefusedHost() {}

  /** Takes a file to read and a folder for those it makes. */
  public static void main(String[] args) {
    Path folder = Path.of(args[1]);
    for (int i = 1; ; i++) {
      read(args[0]);
      System.out.println("read " + i + " " + System.currentTimeMillis());
      String file = "made-" + ProcessHandle.current().pid() + "-" + i;
      long start = System.nanoTime();
      try {
        new FileOutputStream(folder.resolve(file).toFile()).close();
      } catch (IOException refused) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.println("refused " + file + " " + millis);
      }
    }
  }

  private static void read(String file) {
    try (InputStream in = new FileInputStream(file)) {
      if (in.read() < 0) {
        throw new IllegalStateException("empty");
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
