package dev.rein.it.host;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;

/** Files through {@code FileChannel}. */
final class ChannelActions {
  private static final String TYPE = "sun.nio.ch.FileChannelImpl.";
  private static final String OPENED = "files.read files.accessed";
  private static final String CREATED = "files.written files.accessed";

  private ChannelActions() {}

  private static FileChannel reading(Work work) throws IOException {
    return FileChannel.open(work.input(), READ);
  }

  private static FileChannel writing(Work work) throws IOException {
    return FileChannel.open(work.fresh(), WRITE, CREATE_NEW);
  }

  @Action(
      hooks =
          "sun.nio.fs.UnixFileSystemProvider.newFileChannel"
              + "(java.nio.file.Path,java.util.Set,java.nio.file.attribute.FileAttribute[])",
      charges = OPENED,
      refusal = AccessDeniedException.class)
  static void openChannel(Work work) throws IOException {
    reading(work).close();
  }

  @Action(
      hooks = TYPE + "read(java.nio.ByteBuffer)",
      before = OPENED,
      charges = "file.bytes.read=1000",
      refusal = IOException.class)
  static void readBuffer(Work work) throws IOException {
    try (FileChannel channel = reading(work)) {
      Expect.that(channel.read(ByteBuffer.allocate(Work.SIZE)) == Work.SIZE);
    }
  }

  @Action(
      hooks = TYPE + "read(java.nio.ByteBuffer,long)",
      before = OPENED,
      charges = "file.bytes.read=400",
      refusal = IOException.class)
  static void readBufferAt(Work work) throws IOException {
    try (FileChannel channel = reading(work)) {
      Expect.that(channel.read(ByteBuffer.allocateDirect(Work.SIZE), 600) == 400);
    }
  }

  @Action(
      hooks = TYPE + "read(java.nio.ByteBuffer[],int,int)",
      before = OPENED,
      charges = "file.bytes.read=600",
      refusal = IOException.class)
  static void readBuffers(Work work) throws IOException {
    ByteBuffer[] buffers = {ByteBuffer.allocate(300), ByteBuffer.allocate(300)};
    try (FileChannel channel = reading(work)) {
      Expect.that(channel.read(buffers) == 600);
    }
  }

  @Action(
      hooks = TYPE + "write(java.nio.ByteBuffer)",
      before = CREATED,
      charges = "file.bytes.written=1000",
      refusal = IOException.class)
  static void writeBuffer(Work work) throws IOException {
    try (FileChannel channel = writing(work)) {
      Expect.that(channel.write(ByteBuffer.wrap(Work.bytes())) == Work.SIZE);
    }
  }

  @Action(
      hooks = TYPE + "write(java.nio.ByteBuffer,long)",
      before = CREATED,
      charges = "file.bytes.written=1000",
      refusal = IOException.class)
  static void writeBufferAt(Work work) throws IOException {
    try (FileChannel channel = writing(work)) {
      Expect.that(channel.write(ByteBuffer.wrap(Work.bytes()), 50) == Work.SIZE);
    }
  }

  @Action(
      hooks = TYPE + "write(java.nio.ByteBuffer[],int,int)",
      before = CREATED,
      charges = "file.bytes.written=2000",
      refusal = IOException.class)
  static void writeBuffers(Work work) throws IOException {
    ByteBuffer[] buffers = {ByteBuffer.wrap(Work.bytes()), ByteBuffer.wrap(Work.bytes())};
    try (FileChannel channel = writing(work)) {
      Expect.that(channel.write(buffers) == 2000);
    }
  }

  @Action(
      hooks = TYPE + "transferTo(long,long,java.nio.channels.WritableByteChannel)",
      before = OPENED,
      charges = "file.bytes.read=1000",
      refusal = IOException.class)
  static void transferToMemory(Work work) throws IOException {
    try (FileChannel channel = reading(work)) {
      ByteArrayOutputStream memory = new ByteArrayOutputStream();
      Expect.that(channel.transferTo(0, Work.SIZE, Channels.newChannel(memory)) == Work.SIZE);
    }
  }

  @Action(
      hooks = TYPE + "transferFrom(java.nio.channels.ReadableByteChannel,long,long)",
      before = CREATED,
      charges = "file.bytes.written=1000",
      refusal = IOException.class)
  static void transferFromMemory(Work work) throws IOException {
    try (FileChannel channel = writing(work)) {
      ByteArrayInputStream memory = new ByteArrayInputStream(Work.bytes());
      Expect.that(channel.transferFrom(Channels.newChannel(memory), 0, Work.SIZE) == Work.SIZE);
    }
  }

  @Action(
      hooks = TYPE + "mapInternal(java.nio.channels.FileChannel$MapMode,long,long,int,boolean)",
      before = OPENED,
      charges = "file.bytes.read=900",
      refusal = IOException.class)
  static void mapToRead(Work work) throws IOException {
    try (FileChannel channel = reading(work)) {
      Expect.that(channel.map(FileChannel.MapMode.READ_ONLY, 100, 900).get(0) == '1');
    }
  }

  @Action(
      before = "files.written files.modified files.read files.accessed",
      charges = "file.bytes.written=2000 file.bytes.read=2000",
      refusal = IOException.class)
  static void mapToWrite(Work work) throws IOException {
    try (FileChannel channel = FileChannel.open(work.prepared(), READ, WRITE)) {
      channel.map(FileChannel.MapMode.READ_WRITE, 0, 2000).put(1999, (byte) 'x');
      Expect.that(channel.size() == 2000);
    }
  }

  /** What is written there does not reach the file. */
  @Action(
      before = "files.written files.modified files.read files.accessed",
      charges = "file.bytes.read=1000",
      refusal = IOException.class)
  static void mapPrivately(Work work) throws IOException {
    try (FileChannel channel = FileChannel.open(work.prepared(), READ, WRITE)) {
      channel.map(FileChannel.MapMode.PRIVATE, 0, Work.SIZE).put(0, (byte) 'x');
    }
  }

  @Action(
      before = "files.read files.written files.accessed=2",
      charges = "file.bytes.read=1000 file.bytes.written=1000",
      refusal = IOException.class)
  static void transferToFile(Work work) throws IOException {
    try (FileChannel source = reading(work);
        FileChannel target = writing(work)) {
      Expect.that(source.transferTo(0, Work.SIZE, target) == Work.SIZE);
    }
  }

  @Action(
      before = "files.read files.written files.accessed=2",
      charges = "file.bytes.written=1000 file.bytes.read=1000",
      refusal = IOException.class)
  static void transferFromFile(Work work) throws IOException {
    try (FileChannel source = reading(work);
        FileChannel target = writing(work)) {
      Expect.that(target.transferFrom(source, 0, Work.SIZE) == Work.SIZE);
    }
  }
}
