package dev.rein.it.bench;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Hooked calls on a file in the page cache. Writes go to {@code /dev/null}, which Rein counts like
 * any file: the time of a disk would drown what is looked for.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls open() first.
public class FileCalls {
  private static final int FILE_BYTES = 16 << 20;

  private final byte[] block = new byte[1024];
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1024);
  private Path file;
  private String name;
  private FileInputStream in;
  private FileOutputStream out;
  private RandomAccessFile random;
  private FileChannel channel;

  @Setup
  public void open() throws IOException {
    file = Files.createTempFile("rein-bench", ".bin");
    Files.write(file, new byte[FILE_BYTES]);
    name = file.toString();
    in = new FileInputStream(name);
    out = new FileOutputStream("/dev/null");
    random = new RandomAccessFile(name, "r");
    channel = FileChannel.open(file);
  }

  @TearDown
  public void close() throws IOException {
    in.close();
    out.close();
    random.close();
    channel.close();
    Files.delete(file);
  }

  @Benchmark
  public int readOneByte() throws IOException {
    int value = in.read();
    if (value < 0) {
      in.getChannel().position(0);
    }
    return value;
  }

  @Benchmark
  public int readArray() throws IOException {
    int bytes = in.read(block);
    if (bytes < 0) {
      in.getChannel().position(0);
    }
    return bytes;
  }

  @Benchmark
  public void writeOneByte() throws IOException {
    out.write(1);
  }

  @Benchmark
  public void writeArray() throws IOException {
    out.write(block);
  }

  @Benchmark
  public int readRandomAccess() throws IOException {
    int bytes = random.read(block);
    if (bytes < 0) {
      random.seek(0);
    }
    return bytes;
  }

  @Benchmark
  public int readChannel() throws IOException {
    buffer.clear();
    return channel.read(buffer, 0);
  }

  @Benchmark
  public void openToRead() throws IOException {
    new FileInputStream(name).close();
  }

  @Benchmark
  public void openChannelToRead() throws IOException {
    Files.newByteChannel(file).close();
  }

  /** Rein asks whether the file is there first, to tell a new file from a changed one. */
  @Benchmark
  public void openToWrite() throws IOException {
    new FileOutputStream(name, true).close();
  }

  @Benchmark
  public void openChannelToWrite() throws IOException {
    Files.newByteChannel(file, StandardOpenOption.WRITE).close();
  }

  /** What that question costs, with nobody hooked. */
  @Benchmark
  public boolean exists() {
    return new File(name).exists();
  }
}
