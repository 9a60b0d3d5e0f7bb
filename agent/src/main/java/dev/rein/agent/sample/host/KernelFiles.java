package dev.rein.agent.sample.host;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads numbers from the kernel's small text files, again and again, with next to no garbage. What
 * lies beyond the first 16 KB of a file is not seen. One thread at a time.
 */
final class KernelFiles {
  private final byte[] buffer = new byte[16 * 1024];
  private int length;

  /** The number that a file begins with. */
  long number(Path file) throws IOException {
    read(file);
    return digits(file, 0);
  }

  /** The number on the line that begins with this word, which a colon may follow. */
  long value(Path file, String word) throws IOException {
    read(file);
    byte[] wanted = word.getBytes(StandardCharsets.US_ASCII);
    for (int line = 0; line < length; line = nextLine(line)) {
      int end = line + wanted.length;
      if (end < length && begins(line, wanted) && isGap(buffer[end])) {
        return digits(file, buffer[end] == ':' ? end + 1 : end);
      }
    }
    throw new IOException("no " + word + " in " + file);
  }

  private void read(Path file) throws IOException {
    length = 0;
    try (InputStream in = new FileInputStream(file.toString())) {
      int count = 0;
      // The kernel may give a file in several parts.
      while (count >= 0 && length < buffer.length) {
        length += count;
        count = in.read(buffer, length, buffer.length - length);
      }
    }
  }

  private boolean begins(int line, byte[] word) {
    for (int i = 0; i < word.length; i++) {
      if (buffer[line + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isGap(byte character) {
    return character == ':' || character == ' ' || character == '\t';
  }

  private int nextLine(int from) {
    int at = from;
    while (at < length && buffer[at] != '\n') {
      at++;
    }
    return at + 1;
  }

  private long digits(Path file, int from) throws IOException {
    int at = from;
    while (at < length && (buffer[at] == ' ' || buffer[at] == '\t')) {
      at++;
    }
    int first = at;
    long number = 0;
    while (at < length && buffer[at] >= '0' && buffer[at] <= '9') {
      // What is too large for a long is as good as infinite.
      number = number > (Long.MAX_VALUE - 9) / 10 ? Long.MAX_VALUE : number * 10 + buffer[at] - '0';
      at++;
    }
    if (at == first) {
      throw new IOException("no number in " + file);
    }
    return number;
  }
}
