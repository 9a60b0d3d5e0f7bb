package dev.rein.agent.sample.children;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The units in which the kernel counts: read from the auxiliary vector that it hands to every
 * program, which is where {@code getconf PAGESIZE} and {@code CLK_TCK} have them from.
 */
record KernelUnits(long pageBytes, long ticksPerSecond) {
  /** What they are nearly everywhere. */
  static final KernelUnits USUAL = new KernelUnits(4096, 100);

  /** {@code AT_PAGESZ} and {@code AT_CLKTCK} of {@code elf.h}. */
  private static final long PAGE_SIZE = 6;

  private static final long CLOCK_TICKS = 17;

  private static final int LONGEST_VECTOR = 4096;

  static KernelUnits read(File proc) {
    byte[] vector;
    try (FileInputStream in = new FileInputStream(new File(proc, "self/auxv"))) {
      vector = in.readNBytes(LONGEST_VECTOR);
    } catch (IOException unreadable) {
      // A program that may not be looked into, such as one with more rights than its user.
      return USUAL;
    }
    return of(ByteBuffer.wrap(vector).order(ByteOrder.nativeOrder()));
  }

  /** Of pairs of key and value, each a word of the machine. */
  static KernelUnits of(ByteBuffer vector) {
    boolean wide = !"32".equals(System.getProperty("sun.arch.data.model"));
    long pageBytes = USUAL.pageBytes;
    long ticksPerSecond = USUAL.ticksPerSecond;
    while (vector.remaining() >= (wide ? 16 : 8)) {
      long key = wide ? vector.getLong() : vector.getInt();
      long value = wide ? vector.getLong() : vector.getInt();
      if (key == PAGE_SIZE && value > 0) {
        pageBytes = value;
      } else if (key == CLOCK_TICKS && value > 0) {
        ticksPerSecond = value;
      }
    }
    return new KernelUnits(pageBytes, ticksPerSecond);
  }

  long millis(long ticks) {
    return ticks * 1000 / ticksPerSecond;
  }

  long bytes(long pages) {
    return pages * pageBytes;
  }
}
